using System.Data.Common;
using System.Diagnostics;
using DuckDB.NET.Data;

namespace Kmen.Warehouse.DuckDb;

/// <summary>One connection. See <see cref="IWarehouseSession"/> for the contract.</summary>
internal sealed class DuckDbSession(DuckDBConnection connection, string? catalog) : IWarehouseSession
{
    const string Transaction = "select txid_current()";

    /// <inheritdoc/>
    public double Progress
    {
        get
        {
            var percentage = connection.GetQueryProgress().Percentage;
            return percentage < 0 ? double.NaN : percentage / 100;
        }
    }

    /// <summary>Sets what every connection needs: the catalogue, errors with positions, progress without printing.</summary>
    internal void Prepare()
    {
        Run("set errors_as_json = true; set enable_progress_bar = true; set enable_progress_bar_print = false; set progress_bar_time = 0");
        if (catalog is not null)
        {
            Run("use " + SqlText.Name(catalog));
        }
    }

    /// <inheritdoc/>
    public long Execute(string sql, IReadOnlyList<object?>? parameters = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var started = Stopwatch.GetTimestamp();
        using var command = Command(sql, parameters);
        using var interruption = new Interruption(Interrupt, cancellation);
        try
        {
            var rows = command.ExecuteNonQuery();
            StatementLog.Write(catalog, sql, parameters, Stopwatch.GetElapsedTime(started));
            return Math.Max(0, rows);
        }
        catch (Exception e) when (DuckDbErrors.IsOfEngine(e))
        {
            throw DuckDbErrors.Translate(e, sql, cancellation);
        }
    }

    /// <inheritdoc/>
    public DbDataReader Read(string sql, IReadOnlyList<object?>? parameters = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var started = Stopwatch.GetTimestamp();
        var command = Command(sql, parameters);
        command.UseStreamingMode = true;
        var interruption = new Interruption(Interrupt, cancellation);
        try
        {
            return new DuckDbRows(
                command, command.ExecuteReader(), () => StatementLog.Write(catalog, sql, parameters, Stopwatch.GetElapsedTime(started)),
                interruption, cancellation);
        }
        catch (Exception e)
        {
            interruption.Dispose();
            command.Dispose();
            if (DuckDbErrors.IsOfEngine(e))
            {
                throw DuckDbErrors.Translate(e, sql, cancellation);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public long Append(
        string? catalog, string schema, string table, IEnumerable<object?[]> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (IsInTransaction())
        {
            return AppendRows(catalog, schema, table, rows, cancellation);
        }

        // Outside of a transaction the engine's appender commits every time that its buffer is full.
        var count = 0L;
        this.InTransaction(() => count = AppendRows(catalog, schema, table, rows, cancellation));
        return count;
    }

    /// <inheritdoc/>
    public IReadOnlyList<WarehouseTable> Tables(string? catalog = null) => this.List(
        """
        select table_schema, table_name, table_type = 'VIEW' from information_schema.tables
        where table_catalog = coalesce($1, current_database()) order by 1, 2
        """,
        row => new WarehouseTable(row.GetString(0), row.GetString(1), row.GetBoolean(2)), [catalog]);

    /// <inheritdoc/>
    public void Interrupt() => connection.NativeConnection.Interrupt();

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    /// <summary>Two statements have one transaction's number only inside a transaction that was begun.</summary>
    bool IsInTransaction() => this.Scalar<long>(Transaction) == this.Scalar<long>(Transaction);

    long AppendRows(string? catalog, string schema, string table, IEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        var count = 0L;
        try
        {
            using var appender = connection.CreateAppender(catalog!, schema, table);
            foreach (var row in rows)
            {
                cancellation.ThrowIfCancellationRequested();
                var target = appender.CreateRow();
                foreach (var value in row)
                {
                    DuckDbValues.Append(target, value);
                }

                target.EndRow();
                count++;
            }

            appender.Close();
        }
        catch (DuckDBException e)
        {
            throw DuckDbErrors.Translate(e, $"append to {schema}.{table}", cancellation);
        }

        return count;
    }

    void Run(string sql)
    {
        using var command = Command(sql, null);
        try
        {
            command.ExecuteNonQuery();
        }
        catch (DuckDBException e)
        {
            throw DuckDbErrors.Translate(e, sql, default);
        }
    }

    DuckDBCommand Command(string sql, IReadOnlyList<object?>? parameters)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sql);
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in parameters ?? [])
        {
            command.Parameters.Add(new DuckDBParameter(value ?? DBNull.Value));
        }

        return command;
    }
}
