using System.Collections.Concurrent;
using System.Globalization;
using Kmen.Warehouse;

namespace Kmen.Night.Publishing;

/// <summary>
/// Writes the candidate's tables as Parquet: a folder a table, large facts a file a month. A file whose rows are those of the night before becomes a second name of
/// that night's file, so that a night costs the disk what has changed. Where the build knows which rows changed, nothing else is read. A table can be written while others are still built.
/// </summary>
/// <param name="night">The folder of the night in the making.</param>
/// <param name="eventTimes">Tables that hold facts, and the column that says when each happened.</param>
/// <param name="last">The night before: its folder and what is known of its files; null where there is none.</param>
/// <param name="changedRows">The rows of a table that differ from that night's, old and new, as a query; empty where none do, null where that is not known.</param>
internal sealed class ParquetExport(
    string night, IReadOnlyDictionary<string, string> eventTimes, (string Folder, PublicationInfo Info)? last, Func<string, string?> changedRows)
{
    const string Whole = "data";
    const string WithoutTime = "without_time";

    /// <summary>A table with this column tells of its night's moment, so that no other night's is like it.</summary>
    const string Moment = "as_of";

    readonly ConcurrentDictionary<string, string> files = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, bool> written = new(StringComparer.Ordinal);
    string? engineVersion;

    /// <summary>
    /// A column of more values than these is written without a dictionary, which of names and addresses costs time and saves nothing (measured over the persons of a million: 1.2 s against 1.5 s, and as large).
    /// </summary>
    const string Format = "format parquet, compression zstd, compression_level 1, dictionary_size_limit 4096";

    /// <summary>From so many rows on, a table with a time is cut into months.</summary>
    internal long LargeRows { get; init; } = 500_000;

    /// <summary>Tables that nobody asks for as Parquet, by schema.name.</summary>
    internal IReadOnlySet<string> LeftOut { get; init; } = new HashSet<string>();

    /// <summary>Writes a table of a build that goes on. What cannot be written now is left for the end, which says why.</summary>
    /// <param name="session">A session on the candidate.</param>
    /// <param name="table">The table as schema.name; it stays as it is from now on.</param>
    /// <param name="cancellation">Interrupts the writing.</param>
    internal void Ahead(IWarehouseSession session, string table, CancellationToken cancellation)
    {
        try
        {
            if (!LeftOut.Contains(table))
            {
                Write(session, table, session.Scalar<long>($"select count(*) from {Quoted(table)}", cancellation: cancellation), cancellation);
            }
        }
        catch (Exception e) when (e is WarehouseException or IOException or OperationCanceledException)
        {
        }
    }

    /// <summary>Writes or links every file that is not there yet.</summary>
    /// <param name="sessions">Sessions on the candidate: so many tables are written side by side.</param>
    /// <param name="tables">The tables and their rows.</param>
    /// <param name="progress">Told after each table: tables and rows so far.</param>
    /// <param name="cancellation">Interrupts the writing.</param>
    /// <returns>Each file's path below the night's folder, with the hash of its rows.</returns>
    internal IReadOnlyDictionary<string, string> Write(
        IReadOnlyList<IWarehouseSession> sessions, IReadOnlyDictionary<string, long> tables, Action<int, long> progress, CancellationToken cancellation)
    {
        // The largest first, so that none is left alone at the end.
        var open = new ConcurrentQueue<KeyValuePair<string, long>>(tables.Where(table => !LeftOut.Contains(table.Key)).OrderByDescending(table => table.Value).ThenBy(table => table.Key, StringComparer.Ordinal));
        var (gate, done, rows) = (new Lock(), 0, 0L);
        Task.WhenAll(sessions.Select(session => Task.Run(() => Lane(session), CancellationToken.None))).GetAwaiter().GetResult();
        return new SortedDictionary<string, string>(files, StringComparer.Ordinal);

        void Lane(IWarehouseSession session)
        {
            try
            {
                while (open.TryDequeue(out var table))
                {
                    if (!written.ContainsKey(table.Key))
                    {
                        Write(session, table.Key, table.Value, cancellation);
                    }

                    lock (gate)
                    {
                        progress(++done, rows += table.Value);
                    }
                }
            }
            catch
            {
                open.Clear();
                throw;
            }
        }
    }

    void Write(IWarehouseSession session, string table, long count, CancellationToken cancellation)
    {
        var folder = Path.Combine(["parquet", .. table.Split('.')]);
        Directory.CreateDirectory(Path.Combine(night, folder));
        var column = count >= LargeRows && eventTimes.GetValueOrDefault(table) is { } time ? SqlText.Name(time) : null;
        var known = Known(session, table, folder, column, cancellation);
        foreach (var (name, hash) in known ?? Parts(session, table, column, cancellation))
        {
            var file = $"{folder}/{name}.parquet";
            // What was written ahead before the table's turn was broken off stays: it may be a second name of a file that readers have.
            if (files.GetValueOrDefault(file) == hash)
            {
                continue;
            }

            if (!Linked(session, file, hash))
            {
                session.Execute(
                    $"copy (select * from {Quoted(table)}{Condition(name, column)}) to {SqlText.Text(Path.Combine(night, file))} ({Format})",
                    cancellation: cancellation);
                Disk.Seal(Path.Combine(night, file));
            }

            files[file] = hash;
        }

        written[table] = true;
    }

    /// <summary>
    /// The files of a table of which the build knows the changed rows: those without one as they were, and the others, with a word in the place of the hash that no other night's has.
    /// Null where it does not know, or where the table is cut otherwise than it was.
    /// </summary>
    IReadOnlyList<(string Name, string Hash)>? Known(IWarehouseSession session, string table, string folder, string? column, CancellationToken cancellation)
    {
        if (last is not { } before || changedRows(table) is not { } changed)
        {
            return null;
        }

        var were = before.Info.Files.Where(file => Path.GetDirectoryName(file.Key) == folder).ToDictionary(file => Path.GetFileNameWithoutExtension(file.Key), file => file.Value);
        if (were.Count == 0 || were.ContainsKey(Whole) != column is null)
        {
            return null;
        }

        HashSet<string> touched = changed.Length == 0 ? []
            : column is null ? [Whole]
            : [.. session.List($"select distinct date_trunc('month', {column})::date from ({changed}) changed", row => NameOf(Month(row)), null, cancellation)];
        return
        [
            .. were.Where(file => !touched.Contains(file.Key)).Select(file => (file.Key, file.Value)),
            .. touched.Where(name => column is null || session.Scalar<long>($"select count(*) from {Quoted(table)}{Condition(name, column)}", cancellation: cancellation) > 0)
                .Select(name => (name, Changed)),
        ];
    }

    /// <summary>Stands in the place of a hash that no other night's file has.</summary>
    string Changed => $"changed by {Path.GetFileNameWithoutExtension(night)}";

    /// <summary>The files of a table: name, and hash of the rows and of the columns they are in.</summary>
    IReadOnlyList<(string Name, string Hash)> Parts(IWarehouseSession session, string table, string? column, CancellationToken cancellation)
    {
        var columns = session.List("select name, type from pragma_table_info($1) order by cid", row => (Name: row.GetString(0), Type: row.GetString(1)), [Quoted(table)], cancellation);
        if (column is null && columns.Any(candidate => candidate.Name == Moment))
        {
            return [(Whole, Changed)];
        }

        var shape = session.Scalar<string>("select md5($1)", [string.Join('\n', columns.Select(column => $"{column.Name} {column.Type}"))], cancellation);
        // The sum is the same in whatever order the rows lie.
        var hash = $"count(*), coalesce(sum(hash({string.Join(", ", columns.Select(column => SqlText.Name(column.Name)))})), 0)::varchar";
        var sql = column is null
            ? $"select null::date, {hash} from {Quoted(table)}"
            : $"select date_trunc('month', {column})::date as month, {hash} from {Quoted(table)} group by all order by month nulls first";
        return session.List(
            sql, row => (column is null ? Whole : NameOf(Month(row)), string.Create(CultureInfo.InvariantCulture, $"{row.GetInt64(1)}-{row.GetString(2)}-{shape}")), null, cancellation);
    }

    static DateOnly? Month(System.Data.Common.DbDataReader row) => row.IsDBNull(0) ? null : row.GetFieldValue<DateOnly>(0);

    static string NameOf(DateOnly? month) => month is { } first ? string.Create(CultureInfo.InvariantCulture, $"{first:yyyy-MM}") : WithoutTime;

    /// <summary>Cuts the rows of a file out of its table.</summary>
    static string Condition(string name, string? column)
    {
        if (column is null)
        {
            return "";
        }

        if (name == WithoutTime)
        {
            return $" where {column} is null";
        }

        var first = DateOnly.ParseExact(name + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $" where ({column} >= date '{first:yyyy-MM-dd}' and {column} < date '{first.AddMonths(1):yyyy-MM-dd}')");
    }

    bool Linked(IWarehouseSession session, string file, string hash) =>
        last is { } before && before.Info.EngineVersion == (engineVersion ??= session.Scalar<string>("select version()"))
        && before.Info.Files?.GetValueOrDefault(file) == hash
        && Disk.HardLink(Path.Combine(before.Folder, file), Path.Combine(night, file));

    static string Quoted(string table) => SqlText.Names(["build", .. table.Split('.')]);
}
