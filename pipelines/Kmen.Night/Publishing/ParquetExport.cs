using System.Globalization;
using Kmen.Warehouse;

namespace Kmen.Night.Publishing;

/// <summary>
/// Writes the candidate's tables as Parquet: a folder a table, large facts a file a month. A file whose rows are those of the night before becomes a second name of
/// that night's file, so that a night costs the disk what has changed.
/// </summary>
/// <param name="session">A session on the candidate.</param>
/// <param name="night">The folder of the night in the making.</param>
/// <param name="eventTimes">Tables that hold facts, and the column that says when each happened.</param>
/// <param name="last">The night before: its folder and what is known of its files; null where there is none.</param>
internal sealed class ParquetExport(
    IWarehouseSession session, string night, IReadOnlyDictionary<string, string> eventTimes, (string Folder, PublicationInfo Info)? last)
{
    /// <summary>From so many rows on, a table with a time is cut into months.</summary>
    internal long LargeRows { get; init; } = 1_000_000;

    /// <summary>Writes or links every file.</summary>
    /// <param name="tables">The tables and their rows.</param>
    /// <param name="progress">Told after each table: tables and rows so far.</param>
    /// <param name="cancellation">Interrupts the writing.</param>
    /// <returns>Each file's path below the night's folder, with the hash of its rows.</returns>
    internal IReadOnlyDictionary<string, string> Write(IReadOnlyDictionary<string, long> tables, Action<int, long> progress, CancellationToken cancellation)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var (done, rows) = (0, 0L);
        foreach (var (table, count) in tables)
        {
            var folder = Path.Combine(["parquet", .. table.Split('.')]);
            Directory.CreateDirectory(Path.Combine(night, folder));
            var time = count >= LargeRows ? eventTimes.GetValueOrDefault(table) : null;
            foreach (var (name, hash, condition) in Parts(table, time, cancellation))
            {
                var file = $"{folder}/{name}.parquet";
                if (!Linked(file, hash))
                {
                    session.Execute(
                        $"copy (select * from {Quoted(table)}{condition}) to {SqlText.Text(Path.Combine(night, file))} (format parquet, compression zstd, compression_level 1)",
                        cancellation: cancellation);
                    Disk.Seal(Path.Combine(night, file));
                }

                files.Add(file, hash);
            }

            progress(++done, rows += count);
        }

        return files;
    }

    /// <summary>The files of a table: name, hash of the rows and of the columns they are in, and the condition that cuts them out.</summary>
    IReadOnlyList<(string Name, string Hash, string Condition)> Parts(string table, string? time, CancellationToken cancellation)
    {
        var names = table.Split('.');
        var columns = session.List(
            "select column_name, data_type from duckdb_columns() where database_name = 'build' and schema_name = $1 and table_name = $2 order by column_index",
            row => (Name: row.GetString(0), Type: row.GetString(1)), [names[0], names[1]], cancellation);
        var shape = session.Scalar<string>("select md5($1)", [string.Join('\n', columns.Select(column => $"{column.Name} {column.Type}"))], cancellation);
        // The sum is the same in whatever order the rows lie.
        var hash = $"count(*), coalesce(sum(hash({string.Join(", ", columns.Select(column => SqlText.Name(column.Name)))})), 0)::varchar";
        var column = time is null ? null : SqlText.Name(time);
        var sql = column is null
            ? $"select null::date, {hash} from {Quoted(table)}"
            : $"select date_trunc('month', {column})::date as month, {hash} from {Quoted(table)} group by all order by month nulls first";
        return session.List(sql, row =>
        {
            DateOnly? month = row.IsDBNull(0) ? null : row.GetFieldValue<DateOnly>(0);
            var rows = string.Create(CultureInfo.InvariantCulture, $"{row.GetInt64(1)}-{row.GetString(2)}-{shape}");
            return month is { } first
                ? ($"{first:yyyy-MM}", rows, $" where {column} >= date '{first:yyyy-MM-dd}' and {column} < date '{first.AddMonths(1):yyyy-MM-dd}'")
                : column is null ? ("data", rows, "") : ("without_time", rows, $" where {column} is null");
        }, null, cancellation);
    }

    bool Linked(string file, string hash) =>
        last is { } before && before.Info.EngineVersion == session.Scalar<string>("select version()")
        && before.Info.Files?.GetValueOrDefault(file) == hash
        && Disk.HardLink(Path.Combine(before.Folder, file), Path.Combine(night, file));

    static string Quoted(string table) => SqlText.Names(["build", .. table.Split('.')]);
}
