using System.Globalization;
using Kmen.Activation.Tests.Receiver;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Activation.Tests.Harness;

/// <summary>A workspace in a throw-away folder with state, publication and raw consents, on the real engine.</summary>
public sealed class Bench : IDisposable
{
    public const string Secret = "a secret for tests";
    static int counter;
    readonly string root = Path.Combine(Path.GetTempPath(), $"kmen-activation-{Environment.ProcessId}-{Interlocked.Increment(ref counter)}");
    int runs;

    public Bench()
    {
        Directory.CreateDirectory(root);
        Warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 2, Memory = "2GB", TempFolder = Path.Combine(root, "tmp") });
        Warehouse.Attach("state", Path.Combine(root, "state.duckdb"));
        Warehouse.Attach("published", null);
        Warehouse.Attach("raw_store", null);
        Migration.Apply(Warehouse, "state", Sync.Migrations);
        Session = Warehouse.Open("published");
        Session.Execute("""
            create schema audiences; create schema marts; create schema identity; create schema raw_store.raw;
            create table audiences.membership (
                audience varchar, person_id bigint, entered_at timestamp, left_at timestamp, reason varchar, address_type varchar, address varchar);
            create table audiences.definition (audience varchar, purpose varchar, channel varchar, description varchar);
            create table audiences.consent_proof (
                audience varchar, purpose varchar, channel varchar, members bigint, members_without_consent bigint);
            create table marts.person (
                person_id bigint, first_name varchar, city varchar, orders integer, spent decimal(18,2), is_loyal boolean, born date, seen_at timestamp);
            create table identity.successor (old_id bigint, person_id bigint);
            create table identity.identifiers (source varchar, record_id varchar, identifier_type varchar, value varchar);
            create table identity.person_records (source varchar, record_id varchar, person_id bigint);
            create table raw_store.raw.consents (
                consent_id varchar, address_type varchar, address varchar, purpose varchar, channel varchar, action varchar, stated_at varchar,
                _file_id bigint, _line_number bigint);
            """);
        Define("welcome");
    }

    public IWarehouse Warehouse { get; }

    public IWarehouseSession Session { get; }

    public QuietReporter Reporter { get; } = new();

    public FastClock Clock { get; } = new();

    public DateTime AsOf { get; set; } = new(2025, 2, 1, 0, 0, 0, DateTimeKind.Utc);

    public List<DestinationConfiguration> Destinations { get; } = [];

    public string Outgoing => Path.Combine(root, "outgoing");

    public WorkspaceConfiguration Workspace => new()
    {
        Root = root,
        Name = "bench",
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Prague"),
        Sources = [],
        Purposes = new Dictionary<string, PurposeConfiguration>
        {
            ["marketing"] = new("marketing", LegalBasis.Consent),
            ["service"] = new("service", LegalBasis.Contract),
            ["analysis"] = new("analysis", LegalBasis.Analysis),
        },
        Channels = new Dictionary<string, ChannelConfiguration> { ["email"] = new("email", "email"), ["sms"] = new("sms", "phone") },
        Consents = new ConsentConfiguration
        {
            Statements = "staging.stg_consents", Source = "consents", Address = "address", AddressType = "address_type", Purpose = "purpose",
            Channel = "channel", Action = "action", StatedAt = "stated_at", Given = "given",
        },
        Targets = new Dictionary<string, TargetConfiguration> { ["dev"] = new("dev", ".kmen", "published") },
        Destinations = Destinations,
    };

    public RunContext Context => new(
        string.Create(CultureInfo.InvariantCulture, $"run{++runs:D4}"), AsOf, Workspace, new TargetLayout(root, root, root), Reporter, Clock);

    public void Dispose()
    {
        Session.Dispose();
        Warehouse.Dispose();
        Directory.Delete(root, recursive: true);
    }

    /// <summary>Adds a webhook destination that points to a receiver.</summary>
    public DestinationConfiguration AddWebhook(WebhookReceiver receiver, string name = "crm")
    {
        Environment.SetEnvironmentVariable("KMEN_TEST_SECRET", Secret);
        var destination = new DestinationConfiguration
        {
            Name = name, Position = new SourcePosition("kmen.yml", 10), Kind = DestinationKind.Webhook, Channel = "email", Audiences = ["welcome"],
            Fields = new Dictionary<string, string> { ["first_name"] = "first_name" }, Armed = ["dev"], Url = receiver.Address.ToString(),
            Secret = "${env:KMEN_TEST_SECRET}", BatchRows = 10, Attempts = 3, TimeoutSeconds = (int)FastClock.RequestLimit.TotalSeconds,
        };
        Destinations.Add(destination);
        return destination;
    }

    public DestinationConfiguration AddFolder(string name = "files")
    {
        var destination = new DestinationConfiguration
        {
            Name = name, Position = new SourcePosition("kmen.yml", 20), Kind = DestinationKind.Folder, Channel = "email", Audiences = ["welcome"],
            Fields = new Dictionary<string, string> { ["first_name"] = "first_name", ["spent"] = "spent" }, Armed = ["dev"], Folder = Outgoing,
            BatchRows = 10,
        };
        Destinations.Add(destination);
        return destination;
    }

    /// <summary>Changes the only destination.</summary>
    public void Change(Func<DestinationConfiguration, DestinationConfiguration> change) => Destinations[0] = change(Destinations[0]);

    public void Define(string audience, string purpose = "marketing", string? channel = "email")
    {
        Session.Execute("insert into audiences.definition values ($1, $2, $3, 'for tests')", [audience, purpose, channel]);
        Session.Execute("insert into audiences.consent_proof values ($1, $2, $3, 0, 0)", [audience, purpose, channel]);
    }

    /// <summary>Publishes persons as members, each with an address of its own that has given consent.</summary>
    public void Enter(params long[] persons) => Enter("welcome", persons);

    public void Enter(string audience, params long[] persons)
    {
        var ids = $"(values {string.Join(", ", persons.Select(person => $"({person}::bigint)"))}) v(id)";
        var news = $"{ids} where id not in (select person_id from marts.person)";
        Session.Execute($"""
            insert into audiences.membership
                select {SqlText.Text(audience)}, id, timestamp '2025-01-01', null, 'because', 'email', 'p' || id || '@example.cz' from {ids};
            insert into identity.identifiers select 'shop', 'r' || id, 'email', 'p' || id || '@example.cz' from {news};
            insert into identity.person_records select 'shop', 'r' || id, id from {news};
            insert into raw_store.raw.consents
                select null, 'email', 'p' || id || '@example.cz', 'marketing', 'email', 'given', '2025-01-01 00:00:00', 1, 1 from {news};
            insert into marts.person
                select id, 'Name ' || id, 'Brno', 3, 12.50, true, date '1980-12-31', timestamp '2025-01-01 10:00:00' from {news};
            """);
    }

    public void Leave(params long[] persons) => Session.Execute(
        $"update audiences.membership set left_at = timestamp '2025-01-15' where left_at is null and person_id in ({string.Join(", ", persons)})");

    public void Rename(long person, string name) => Session.Execute("update marts.person set first_name = $2 where person_id = $1", [person, name]);

    public void Merge(long old, long survivor)
    {
        Leave(old);
        Session.Execute("update identity.successor set person_id = $2 where person_id = $1", [old, survivor]);
        Session.Execute("insert into identity.successor values ($1, $2)", [old, survivor]);
        Session.Execute("update identity.person_records set person_id = $2 where person_id = $1", [old, survivor]);
    }

    /// <summary>Adds a raw statement.</summary>
    public void State(string? address, string? action, string? statedAt, string? purpose = "marketing", string? channel = "email") => Session.Execute(
        "insert into raw_store.raw.consents values (null, 'email', $1, $2, $3, $4, $5, 1, 1)", [address, purpose, channel, action, statedAt]);

    public static string Email(long person) => string.Create(CultureInfo.InvariantCulture, $"p{person}@example.cz");

    public SyncResult Run(bool dryRun = false, CancellationToken cancellation = default, params string[] only) =>
        Sync.Run(Context, Warehouse, new SyncOptions { Target = "dev", DryRun = dryRun, OnlyDestinations = only }, cancellation);

    public SyncResult DeliverOptOuts(bool dryRun = false) =>
        OptOuts.Deliver(Context, Warehouse, new SyncOptions { Target = "dev", DryRun = dryRun }, default);

    /// <summary>Runs a query on the state database.</summary>
    public IReadOnlyList<string> Query(string sql)
    {
        using var session = Warehouse.Open("state");
        return session.List(sql, row => string.Join(" ", Enumerable.Range(0, row.FieldCount).Select(
            i => row.IsDBNull(i) ? "null" : Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture))));
    }

    /// <summary>What a destination should hold: external id to address and fields.</summary>
    public IReadOnlyDictionary<string, string> Desired(string audience = "welcome") => Session.List(
        """
        select cast(m.person_id as varchar), m.address, p.first_name
        from audiences.membership m join marts.person p on p.person_id = m.person_id where m.audience = $1 and m.left_at is null
        """,
        row => (row.GetString(0), row.GetString(1), row.GetString(2)), [audience])
        .ToDictionary(row => row.Item1, row => $$"""{{row.Item2}} {"first_name":"{{row.Item3}}"}""");
}
