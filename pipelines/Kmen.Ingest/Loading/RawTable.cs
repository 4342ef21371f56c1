using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Loading;

/// <summary>The raw table of a source: for text formats every column as sent, for Parquet the contract's types.</summary>
internal static class RawTable
{
    /// <summary>The file that a row came from.</summary>
    public const string FileId = "_file_id";

    /// <summary>The row's first line in it, or its row in a Parquet file; from 1.</summary>
    public const string LineNumber = "_line_number";

    /// <summary>The quoted name.</summary>
    /// <param name="source">The source.</param>
    public static string Name(SourceConfiguration source) => SqlText.Names("raw", source.Name);

    /// <summary>The engine's type of a column in the raw table.</summary>
    /// <param name="source">The source.</param>
    /// <param name="column">The column.</param>
    public static string ColumnType(SourceConfiguration source, SourceColumn column) =>
        source.Format == SourceFormat.Parquet && column.DateFormat is null ? ValueCheck.EngineType(column.Type) : "varchar";

    /// <summary>Makes the table, or brings it to the contract. Rows stay; what is known of files is forgotten where the table is new.</summary>
    /// <param name="session">A session on the raw store.</param>
    /// <param name="source">The source.</param>
    /// <param name="cancellation">Interrupts.</param>
    public static void Ensure(IWarehouseSession session, SourceConfiguration source, CancellationToken cancellation)
    {
        var wanted = source.Columns.Select(column => (column.Name, Type: ColumnType(source, column)))
            .Append((Name: FileId, Type: "bigint")).Append((Name: LineNumber, Type: "bigint")).ToList();
        var present = session.List(
            "select column_name, data_type from duckdb_columns() where database_name = current_database() and schema_name = 'raw' and table_name = $1",
            row => (Name: row.GetString(0), Type: row.GetString(1)), [source.Name], cancellation);
        if (present.Count == 0)
        {
            var columns = string.Join(", ", wanted.Select(column => $"{SqlText.Name(column.Name)} {column.Type}"));
            session.InTransaction(() =>
            {
                session.Execute($"create table {Name(source)} ({columns})", null, cancellation);
                session.Execute("delete from ops.rejects where file_id in (select file_id from ops.files where source = $1)", [source.Name], cancellation);
                session.Execute("delete from ops.files where source = $1", [source.Name], cancellation);
            });
            return;
        }

        foreach (var change in Changes(wanted, present))
        {
            session.Execute($"alter table {Name(source)} {change}", null, cancellation);
        }
    }

    static IEnumerable<string> Changes(List<(string Name, string Type)> wanted, IReadOnlyList<(string Name, string Type)> present)
    {
        foreach (var (name, type) in wanted)
        {
            var found = present.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
            if (found.Name is null)
            {
                yield return $"add column {SqlText.Name(name)} {type}";
            }
            else if (!string.Equals(found.Type, type, StringComparison.OrdinalIgnoreCase))
            {
                yield return $"alter column {SqlText.Name(name)} type {type} using try_cast({SqlText.Name(name)} as {type})";
            }
        }

        foreach (var (name, _) in present.Where(column => !wanted.Exists(w => string.Equals(w.Name, column.Name, StringComparison.OrdinalIgnoreCase))))
        {
            yield return $"drop column {SqlText.Name(name)}";
        }
    }
}
