using System.Globalization;
using Kmen.Models.Building;
using Kmen.Models.Parsing;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Identity.Tests;

/// <summary>A throw-away registry over which nights are run.</summary>
internal sealed class TestRegistry : IDisposable
{
    static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    readonly string folder = Directory.CreateTempSubdirectory("kmen-identity-").FullName;
    readonly DuckDbWarehouse warehouse;
    readonly TestPublication publication;
    int runs;

    public TestRegistry(int threads = 2)
    {
        warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = threads, Memory = "1GB", TempFolder = Path.Combine(folder, "spill") });
        warehouse.Attach(Catalogs.State, null);
        Migration.Apply(warehouse, Catalogs.State, Registry.Migrations);
        publication = new TestPublication(warehouse);
    }

    /// <summary>Whether a night is built on the one before.</summary>
    public bool IsIncremental { get; init; }

    /// <summary>Whether <see cref="Tables"/> are read after each night.</summary>
    public bool HasTables { get; init; }

    /// <summary>The types and sorted rows of the registry and of all that the step makes, by table.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Tables { get; private set; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Rows that changed, and that readers of them are not told of.</summary>
    public IReadOnlyList<string> Untold { get; private set; } = [];

    /// <summary>What the last step said.</summary>
    public StepResult Result { get; private set; } = new(0);

    /// <summary>Midnight of a day from the start of the registry.</summary>
    public static DateTime Midnight(int day) => Start.AddDays(day);

    public Registered Run(int day, string clusters) => Run(day, Night.Of(clusters));

    /// <summary>Runs a night as of a day; the same day again is a re-run.</summary>
    public Registered Run(int day, Night night, bool hasEdges = true, bool isPublished = true)
    {
        warehouse.Attach(Catalogs.Build, null);
        try
        {
            using var session = warehouse.Open(Catalogs.Build);
            var (step, context) = (new IdentityStep(hasEdges), Context(session, day));
            if (IsIncremental)
            {
                publication.Begin(session);
                Fill(session, night);
                RunIncrement(publication.Plan(context, step, string.Join(' ', night.Records), string.Join(' ', night.Edges)), step, isPublished);
            }
            else
            {
                Fill(session, night);
                Result = step.Run(context);
            }

            Tables = HasTables ? Dump(session) : Tables;
            return Read(session);
        }
        finally
        {
            warehouse.Detach(Catalogs.Build);
        }
    }

    public T WithSession<T>(Func<IWarehouseSession, T> use)
    {
        using var session = warehouse.Open();
        return use(session);
    }

    public void Dispose()
    {
        warehouse.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    void RunIncrement(BuildContext context, IdentityStep step, bool isPublished)
    {
        try
        {
            Result = step.Run(context);
            Untold = [.. step.Outputs.Where(output => output != "identity.record_as_of").SelectMany(output => publication.Untold(context, output))];
            if (isPublished)
            {
                publication.Publish(context);
            }
        }
        finally
        {
            warehouse.Detach(ChangeBook.Catalog);
        }
    }

    static Dictionary<string, IReadOnlyList<string>> Dump(IWarehouseSession session) => session.Tables(Catalogs.State).Where(table => table.Schema == "registry")
        .Select(table => $"{Catalogs.State}.{table.FullName}").Concat(session.Tables(Catalogs.Build).Select(table => table.FullName))
        .ToDictionary(table => table, IReadOnlyList<string> (table) =>
        [
            .. session.List($"describe {table}", row => $"{row.GetString(0)} {row.GetString(1)}"),
            .. session.List($"select lines::varchar from {table} lines order by 1", row => row.GetString(0)),
        ]);

    static void Fill(IWarehouseSession session, Night night)
    {
        session.Execute(
            """
            create schema if not exists identity;
            create table identity.records (source varchar, record_id varchar, first_seen_at timestamp);
            create table identity.edges (
                left_source varchar, left_record_id varchar, right_source varchar, right_record_id varchar, rule varchar, match_probability double);
            """);
        session.Append(null, "identity", "records", night.Records.Select(record => new object?[] { "crm", record.Id, record.FirstSeenAt }));
        session.Append(null, "identity", "edges", night.Edges.Select(edge => new object?[] { "crm", edge.Left, "crm", edge.Right, "same_email", 0.99 }));
    }

    BuildContext Context(IWarehouseSession session, int day)
    {
        var workspace = new WorkspaceConfiguration
        {
            Root = folder,
            Name = "test",
            TimeZone = TimeZoneInfo.Utc,
            Sources = [],
            Purposes = new Dictionary<string, PurposeConfiguration>(),
            Channels = new Dictionary<string, ChannelConfiguration>(),
            Targets = new Dictionary<string, TargetConfiguration>(),
            Destinations = [],
        };
        var run = new RunContext(
            string.Create(CultureInfo.InvariantCulture, $"run-{++runs}"), Midnight(day), workspace, new TargetLayout(folder, folder, folder), new SilentReporter(), TimeProvider.System);
        return new BuildContext(run, warehouse, session, new Dictionary<string, ParsedQuery>(), [], CancellationToken.None);
    }

    static Registered Read(IWarehouseSession session)
    {
        static string Day(DateTime moment) => ((int)(moment - Start).TotalDays).ToString(CultureInfo.InvariantCulture);
        return new Registered(
            session.List("select record_id, person_id from identity.person_records", row => (row.GetString(0), row.GetInt64(1)))
                .ToDictionary(row => row.Item1, row => row.Item2),
            session.List(
                "select record_id, person_id, valid_from, valid_to from identity.record_history",
                row => $"{row.GetString(0)} {row.GetInt64(1)} {Day(row.GetDateTime(2))}-{(row.IsDBNull(3) ? "" : Day(row.GetDateTime(3)))}"),
            session.List(
                "select event_at, event, person_id, other_person_id from identity.history",
                row => $"{Day(row.GetDateTime(0))} {row.GetString(1)} {row.GetInt64(2)}{(row.IsDBNull(3) ? "" : " " + row.GetInt64(3))}"),
            session.List("select old_id, person_id from identity.successor", row => (row.GetInt64(0), row.IsDBNull(1) ? (long?)null : row.GetInt64(1)))
                .ToDictionary(row => row.Item1, row => row.Item2));
    }
}
