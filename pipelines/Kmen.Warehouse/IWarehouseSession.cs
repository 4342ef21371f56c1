using System.Data.Common;

namespace Kmen.Warehouse;

/// <summary>
/// One connection to the warehouse. Used by one thread at a time, except <see cref="Interrupt"/> and <see cref="Progress"/>, which any thread may call.
/// Every call throws <see cref="WarehouseException"/> when the engine refuses, and <see cref="OperationCanceledException"/> when the token ended the query.
/// </summary>
public interface IWarehouseSession : IDisposable
{
    /// <summary>Runs one or several statements.</summary>
    /// <param name="sql">The statements.</param>
    /// <param name="parameters">Values of <c>$1</c>, <c>$2</c> …, for a single statement; null for none.</param>
    /// <param name="cancellation">Interrupts the running query.</param>
    /// <returns>Rows changed by the last statement; 0 where it changes none.</returns>
    long Execute(string sql, IReadOnlyList<object?>? parameters = null, CancellationToken cancellation = default);

    /// <summary>Runs one query and streams its rows: memory stays bounded whatever the size.</summary>
    /// <param name="sql">One statement that returns rows.</param>
    /// <param name="parameters">Values of <c>$1</c>, <c>$2</c> …; null for none.</param>
    /// <param name="cancellation">Interrupts the running query, also while rows are read.</param>
    /// <returns>The rows; dispose the reader before the session's next call.</returns>
    DbDataReader Read(string sql, IReadOnlyList<object?>? parameters = null, CancellationToken cancellation = default);

    /// <summary>Appends rows to an existing table, inside the current transaction or one of its own.</summary>
    /// <param name="catalog">The database's name; null for the current one.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="table">The table.</param>
    /// <param name="rows">The rows, values in the order of the table's columns, null for null.</param>
    /// <param name="cancellation">Ends the append; nothing of it stays.</param>
    /// <returns>Rows appended.</returns>
    long Append(string? catalog, string schema, string table, IEnumerable<object?[]> rows, CancellationToken cancellation = default);

    /// <summary>The tables and views of a database.</summary>
    /// <param name="catalog">The database's name; null for the current one.</param>
    /// <returns>The tables, ordered by schema and name.</returns>
    IReadOnlyList<WarehouseTable> Tables(string? catalog = null);

    /// <summary>How far the running query is, from 0 to 1; NaN where the engine does not know or nothing runs.</summary>
    double Progress { get; }

    /// <summary>Ends the running query, if there is one.</summary>
    void Interrupt();
}
