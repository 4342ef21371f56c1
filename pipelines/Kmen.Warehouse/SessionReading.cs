using System.Data.Common;
using System.Globalization;

namespace Kmen.Warehouse;

/// <summary>Short forms of reading.</summary>
public static class SessionReading
{
    /// <summary>Reads the first column of the first row.</summary>
    /// <typeparam name="T">The type wanted; integers are converted with a range check.</typeparam>
    /// <param name="session">The session.</param>
    /// <param name="sql">The query.</param>
    /// <param name="parameters">Values of <c>$1</c> …</param>
    /// <param name="cancellation">Interrupts the query.</param>
    /// <returns>The value; default where there is no row or it is null.</returns>
    public static T? Scalar<T>(
        this IWarehouseSession session, string sql, IReadOnlyList<object?>? parameters = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        using var reader = session.Read(sql, parameters, cancellation);
        if (!reader.Read() || reader.IsDBNull(0))
        {
            return default;
        }

        var value = reader.GetValue(0);
        if (value is T typed)
        {
            return typed;
        }

        var wanted = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return (T)Convert.ChangeType(value is System.Numerics.BigInteger big ? (decimal)big : value, wanted, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads all rows into a list: for small results only.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="session">The session.</param>
    /// <param name="sql">The query.</param>
    /// <param name="row">Makes an item from the reader's current row.</param>
    /// <param name="parameters">Values of <c>$1</c> …</param>
    /// <param name="cancellation">Interrupts the query.</param>
    /// <returns>The items in the query's order.</returns>
    public static IReadOnlyList<T> List<T>(
        this IWarehouseSession session, string sql, Func<DbDataReader, T> row, IReadOnlyList<object?>? parameters = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(row);
        var items = new List<T>();
        using var reader = session.Read(sql, parameters, cancellation);
        while (reader.Read())
        {
            items.Add(row(reader));
        }

        return items;
    }

    /// <summary>Text of a column of the current row, or null.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="ordinal">Column from 0.</param>
    /// <returns>The text or null.</returns>
    public static string? Text(this DbDataReader reader, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);
    }

    /// <summary>Runs a block in a transaction: committed at its end, rolled back when it throws.</summary>
    /// <param name="session">The session.</param>
    /// <param name="work">The block.</param>
    public static void InTransaction(this IWarehouseSession session, Action work)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(work);
        session.Execute("begin transaction");
        try
        {
            work();
            session.Execute("commit");
        }
        catch
        {
            try
            {
                session.Execute("rollback");
            }
            catch (WarehouseException)
            {
                // The engine has rolled back on its own (out of memory, full disk); the first error is the one to report.
            }

            throw;
        }
    }
}
