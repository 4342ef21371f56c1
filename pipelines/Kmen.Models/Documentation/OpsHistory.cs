using Kmen.Models.Building;
using Kmen.Models.State;
using Kmen.Warehouse;

namespace Kmen.Models.Documentation;

/// <summary>What the tables of <c>ops</c> tell of nodes. Messages are left out: the engine's hold values of rows.</summary>
internal sealed class OpsHistory
{
    /// <summary>The name under which <c>published/ops.duckdb</c> is attached; its tables stand in the schema <c>main</c>.</summary>
    internal const string Catalog = "operations";

    /// <summary>Nights whose row counts are shown.</summary>
    internal const int ShownNights = 90;

    const int ShownRuns = 20;

    readonly ILookup<(string Model, string Test, string? Column), PageTest> tests;
    readonly Dictionary<string, PageStep> steps = [];
    readonly Dictionary<string, PageBuild> builds = [];
    readonly Dictionary<string, PageSource> sources = [];
    readonly Dictionary<string, IReadOnlyList<long?>> rows = [];

    OpsHistory(IWarehouseSession session, bool hasOps, bool hasPublication)
    {
        var there = hasOps ? session.Tables(Catalog).Select(table => table.Name).ToHashSet() : [];
        Runs = there.Contains("runs") ? ReadRuns(session) : [];
        steps = there.Contains("steps") ? ReadSteps(session) : [];
        tests = (there.Contains("tests") ? ReadTests(session) : []).ToLookup(found => found.Key, found => found.Test);
        sources = there.Contains("files") ? ReadFiles(session) : [];
        if (there.Contains("table_rows"))
        {
            (Nights, rows) = ReadRows(session);
        }

        builds = !hasPublication ? [] : BuiltModelTable.Read(session, Catalogs.Previous).ToDictionary(
            built => built.Key, built => new PageBuild(built.Value.RunId, built.Value.BuiltAt, built.Value.Way, built.Value.Reason, built.Value.Rows));
    }

    /// <summary>The last runs, newest first.</summary>
    internal IReadOnlyList<PageRun> Runs { get; }

    /// <summary>The as-of of the nights that are counted, oldest first.</summary>
    internal IReadOnlyList<DateTime> Nights { get; } = [];

    /// <summary>Reads it.</summary>
    /// <param name="session">A session that sees <see cref="Catalog"/> and the publication, where they are attached.</param>
    /// <param name="hasOps">Whether a run has ended, so that <see cref="Catalog"/> is attached.</param>
    /// <param name="hasPublication">Whether the publication is attached.</param>
    internal static OpsHistory Read(IWarehouseSession session, bool hasOps, bool hasPublication) => new(session, hasOps, hasPublication);

    /// <summary>The last step of a name.</summary>
    internal PageStep? Step(string name) => steps.GetValueOrDefault(name);

    /// <summary>How a node came to hold what is published.</summary>
    internal PageBuild? Build(string name) => builds.GetValueOrDefault(name.ToLowerInvariant());

    /// <summary>What a test found last; of several with the same kind and column the one at a place.</summary>
    internal PageTest? Test(string model, string test, string? column, int place) => tests[(model, test, column)].ElementAtOrDefault(place);

    /// <summary>The unit tests of a model that ran.</summary>
    internal IEnumerable<PageTest> UnitTests(string model) =>
        tests.Where(group => group.Key.Test == "unit" && group.Key.Model.Equals(model, StringComparison.OrdinalIgnoreCase)).SelectMany(group => group);

    /// <summary>A source with what is known of its files.</summary>
    internal PageSource Files(string name, PageSource source) => sources.TryGetValue(name, out var files)
        ? source with { FilesByStatus = files.FilesByStatus, LastLoadedAt = files.LastLoadedAt, RowsLoaded = files.RowsLoaded, RowsRejected = files.RowsRejected }
        : source;

    /// <summary>Rows of a table in each night.</summary>
    internal IReadOnlyList<long?> Rows(string table) => rows.GetValueOrDefault(table, []);

    static IReadOnlyList<PageRun> ReadRuns(IWarehouseSession session) => session.List(
        $"select run_id, as_of, status, started_at, date_diff('millisecond', started_at, finished_at) from {Catalog}.main.runs order by sequence desc limit {ShownRuns}",
        row => new PageRun(row.GetString(0), row.GetDateTime(1), row.GetString(2), row.GetDateTime(3), row.IsDBNull(4) ? null : row.GetInt64(4) / 1000.0));

    static Dictionary<string, PageStep> ReadSteps(IWarehouseSession session) => session.List(
        $"""
        select step, run_id, status, started_at, duration_ms, rows_affected from {Catalog}.main.steps
        semi join (select step, max(run_id) as run_id from {Catalog}.main.steps group by step) last using (step, run_id) order by sequence
        """,
        row => (Step: row.GetString(0), Last: new PageStep(row.GetString(1), row.GetString(2), row.GetDateTime(3), row.GetInt64(4) / 1000.0, row.GetInt64(5))))
        .GroupBy(found => found.Step).ToDictionary(group => group.Key, group => group.Last().Last);

    static IReadOnlyList<((string Model, string Test, string? Column) Key, PageTest Test)> ReadTests(IWarehouseSession session) => session.List(
        $"""
        select tests.model, tests.test, tests.column_name, tests.status, tests.failing_rows, tests.run_id from {Catalog}.main.tests tests
        join (select model, test, column_name, max(run_id) as run_id from {Catalog}.main.tests group by all) last
            on last.model = tests.model and last.test = tests.test and last.column_name is not distinct from tests.column_name and last.run_id = tests.run_id
        order by tests.rowid
        """,
        row => ((row.GetString(0), row.GetString(1), row.Text(2)), new PageTest(row.GetString(1), row.Text(2), "error", row.GetString(3), row.GetInt64(4), row.GetString(5))));

    static Dictionary<string, PageSource> ReadFiles(IWarehouseSession session) => session.List(
        $"""
        select source, status, count(*), max(loaded_at), coalesce(sum(rows_loaded) filter (where status = 'loaded'), 0)::bigint, coalesce(sum(rows_rejected) filter (where status = 'loaded'), 0)::bigint
        from {Catalog}.main.files group by source, status order by source, status
        """,
        row => (Source: row.GetString(0), Status: row.GetString(1), Files: row.GetInt64(2), LoadedAt: row.IsDBNull(3) ? (DateTime?)null : row.GetDateTime(3), Loaded: row.GetInt64(4), Rejected: row.GetInt64(5)))
        .GroupBy(found => found.Source).ToDictionary(group => group.Key, group => new PageSource("", "", "", "", [], null)
        {
            FilesByStatus = group.ToDictionary(found => found.Status, found => found.Files),
            LastLoadedAt = group.Max(found => found.LoadedAt),
            RowsLoaded = group.Sum(found => found.Loaded),
            RowsRejected = group.Sum(found => found.Rejected),
        });

    static (IReadOnlyList<DateTime> Nights, Dictionary<string, IReadOnlyList<long?>> Rows) ReadRows(IWarehouseSession session)
    {
        var nights = session.List(
            $"select run_id, any_value(as_of) from {Catalog}.main.table_rows group by run_id order by run_id desc limit {ShownNights}", row => (RunId: row.GetString(0), AsOf: row.GetDateTime(1)))
            .Reverse().ToList();
        var places = nights.Select((night, place) => (night.RunId, place)).ToDictionary(night => night.RunId, night => night.place);
        var counts = new Dictionary<string, IReadOnlyList<long?>>();
        foreach (var (table, runId, count) in session.List($"select table_name, run_id, rows from {Catalog}.main.table_rows", row => (row.GetString(0), row.GetString(1), row.GetInt64(2))))
        {
            if (places.TryGetValue(runId, out var place))
            {
                var key = table.ToLowerInvariant();
                counts.TryAdd(key, new long?[nights.Count]);
                ((long?[])counts[key])[place] = count;
            }
        }

        return ([.. nights.Select(night => night.AsOf)], counts);
    }
}
