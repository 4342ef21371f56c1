using System.Globalization;
using Kmen.Models.Analysis;
using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Models.Planning;
using Kmen.Models.State;
using Kmen.Models.Testing;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Audiences.Tests;

/// <summary>Nights of a workspace whose audiences select from <c>marts.inside</c>; each published night is the next one's previous.</summary>
internal sealed class TestNights : IDisposable
{
    /// <summary>What a staging model makes of the raw statements.</summary>
    public const string HonestStaging =
        """
        select address_type, case address_type when 'phone' then '+420' || right(regexp_replace(address, '[^0-9]', '', 'g'), 9) else lower(trim(address)) end as address,
            lower(purpose) as purpose, lower(channel) as channel, lower(action) = 'given' as is_given, stated_at::timestamp as stated_at
        from raw.consents
        """;

    static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    readonly string folder = Directory.CreateTempSubdirectory("kmen-audiences-").FullName;
    readonly DuckDbWarehouse warehouse;
    IReadOnlyDictionary<string, BuiltModel> published = new Dictionary<string, BuiltModel>();
    BuildPlan? plan;
    int runs;
    bool hasPrevious;

    public TestNights(int threads = 2)
    {
        warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = threads, Memory = "1GB", TempFolder = Path.Combine(folder, "spill") });
        warehouse.Attach(Catalogs.Previous, null);
        warehouse.Attach(Catalogs.Build, null);
        Session = warehouse.Open(Catalogs.Build);
        Audience("a", "research");
    }

    public IWarehouseSession Session { get; }

    /// <summary>Whether a night begins with the consents of the one before; statements are then read from <c>marts.statements</c>, of which both versions are kept.</summary>
    public bool IsByChanges { get; init; }

    /// <summary>Whether each audience's persons are judged by its own step, and not with those of all.</summary>
    public bool IsJudgedAlone { get; init; }

    /// <summary>What each step of the last night said.</summary>
    public Dictionary<string, StepResult> Results { get; } = [];

    public Dictionary<string, Model> Audiences { get; } = [];

    public string Staging { get; set; } = HonestStaging;

    public List<Statement> Statements { get; } = [];

    public IReadOnlyList<TestOutcome> Tests { get; private set; } = [];

    /// <summary>marketing needs consent, service is a contract, newsletter a legitimate interest, research analysis; on the channels email and sms.</summary>
    public WorkspaceConfiguration Workspace { get; set; } = new()
    {
        Root = "/workspace",
        Name = "test",
        TimeZone = TimeZoneInfo.Utc,
        Sources = [],
        Purposes = new PurposeConfiguration[]
        {
            new("marketing", LegalBasis.Consent), new("service", LegalBasis.Contract), new("newsletter", LegalBasis.LegitimateInterest), new("research", LegalBasis.Analysis),
        }.ToDictionary(purpose => purpose.Name),
        Channels = new ChannelConfiguration[] { new("email", "email"), new("sms", "phone") }.ToDictionary(channel => channel.Name),
        Consents = new ConsentConfiguration
        {
            Statements = "staging.stg_consents", Source = "consents", Address = "address", AddressType = "address_type", Purpose = "purpose", Channel = "channel",
            Action = "action", StatedAt = "stated_at", Given = "given",
        },
        Targets = new Dictionary<string, TargetConfiguration>(),
        Destinations = [],
    };

    public static DateTime Midnight(int day) => Start.AddDays(day);

    /// <summary>Adds an audience; its SELECT takes who stands for it in <c>marts.inside</c>.</summary>
    public void Audience(string name, string? purpose, string? channel = null, string? sql = null) => Audiences[name] = new Model
    {
        Schema = "audiences",
        Name = name,
        File = $"sql/audiences/{name}.sql",
        Text = sql ?? $"select person_id, 'because ' || person_id as reason from marts.inside where audience = '{name}' -- all of them",
        SqlOffset = 0,
        Purpose = purpose,
        Channel = channel,
    };

    /// <summary>Builds a night and publishes it.</summary>
    public IReadOnlyList<string> Night(int day, People people)
    {
        Build(day, people);
        Publish();
        return Membership();
    }

    /// <summary>Builds a night that is not published.</summary>
    public void Build(int day, People people)
    {
        Fill(people);
        IReadOnlyList<IBuildStep> steps = IsByChanges ? [.. Steps(), new ReaderOfConsents()] : Steps();
        var context = IsJudgedAlone ? Context(day) : Context(day) with { Changes = ChangeBook.Open(warehouse) };
        context = IsByChanges ? Planned(context, steps) : context;
        Tests = [];
        Results.Clear();
        try
        {
            foreach (var step in steps)
            {
                Results[step.Name] = step.Run(context);
            }
        }
        finally
        {
            Tests = [.. context.Tests];
            if (!IsJudgedAlone)
            {
                warehouse.Detach(ChangeBook.Catalog);
            }
        }
    }

    public IReadOnlyList<IBuildStep> Steps(params IReadOnlyList<IBuildStep> others)
    {
        var parser = new QueryParser(Session);
        return AudienceSteps.Of(
            Workspace, new ModelSet(Audiences.Values.ToDictionary(model => model.FullName), [], Audiences.Values.ToDictionary(model => model.FullName, model => parser.Parse(model.Sql))), others);
    }

    public BuildContext Context(int day) => new(
        new RunContext(
            string.Create(CultureInfo.InvariantCulture, $"run-{++runs}"), Midnight(day), Workspace, new TargetLayout(folder, folder, folder), new SilentReporter(), TimeProvider.System),
        warehouse, Session, new Dictionary<string, ParsedQuery>(), [], CancellationToken.None) { HasPrevious = hasPrevious };

    public void Fill(People people)
    {
        var living = people.Inside.Select(row => row.Person).OfType<long>().Concat(people.Addresses.Select(row => row.Person)).Distinct();
        var successors = living.ToDictionary(person => person, person => (long?)person);
        foreach (var (old, person) in people.Successors)
        {
            successors[old] = person;
        }

        Session.Execute(
            $"""
            create schema if not exists raw; create schema if not exists staging; create schema if not exists identity; create schema if not exists marts;
            {(IsByChanges ? "drop table if exists audiences.eligible" : "drop schema if exists audiences cascade")};
            create or replace table raw.consents (address_type varchar, address varchar, purpose varchar, channel varchar, action varchar, stated_at varchar);
            create or replace table identity.person_records (source varchar, record_id varchar, person_id bigint);
            create or replace table identity.identifiers (source varchar, record_id varchar, identifier_type varchar, value varchar);
            create or replace table identity.successor (old_id bigint, person_id bigint);
            create or replace table identity.history (event_at timestamp, event varchar, person_id bigint, other_person_id bigint, cause varchar);
            create or replace table marts.inside (audience varchar, person_id bigint);
            """);
        Session.Append(null, "raw", "consents", Statements.Select(said => new object?[]
        {
            said.AddressType, said.Address, said.Purpose, said.Channel, said.Action, said.StatedAt?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        }));
        Session.Append(null, "identity", "person_records", people.Addresses.Select((row, index) => new object?[] { "crm", $"r{index}", row.Person }));
        Session.Append(null, "identity", "identifiers", people.Addresses.Select((row, index) => new object?[] { "crm", $"r{index}", row.Type, row.Address }));
        Session.Append(null, "identity", "successor", successors.Select(pair => new object?[] { pair.Key, pair.Value }));
        Session.Append(null, "identity", "history", people.History.Select(row => new object?[] { Midnight(row.Day), row.Event, row.Person, row.Other, "test" }));
        Session.Append(null, "marts", "inside", people.Inside.Select(row => new object?[] { row.Audience, row.Person }));
        Session.Execute("create or replace view staging.stg_consents as " + Staging);
        Session.Execute("create or replace table marts.statements as select * from staging.stg_consents");
    }

    public void Publish()
    {
        string[] tables = ["audiences.membership", "identity.history", .. IsByChanges ? ["audiences.consent", "marts.statements"] : Array.Empty<string>()];
        foreach (var table in tables)
        {
            Session.Execute($"create schema if not exists previous.{table.Split('.')[0]}; create or replace table previous.{table} as select * from build.{table}");
        }

        hasPrevious = true;
        published = plan?.Steps.ToDictionary(step => step.Step.Name, step => new BuiltModel(step.Step.Name, step.Version)
        {
            Kind = step.Step.Kind, Content = step.Content, Header = step.Header, Inputs = step.Inputs, BuiltAt = Start, RunId = "test", Way = "built",
        }) ?? published;
    }

    /// <summary>The stays, as <c>audience person from-to</c> in days.</summary>
    public IReadOnlyList<string> Membership() => Session.List(
        "select audience, person_id, entered_at, left_at from audiences.membership",
        row => $"{row.GetString(0)} {row.GetInt64(1)} {Day(row.GetDateTime(2))}-{(row.IsDBNull(3) ? "" : Day(row.GetDateTime(3)))}");

    /// <summary>Who is inside at which address, as <c>audience person address</c>.</summary>
    public IReadOnlyList<string> Reached() => Session.List(
        "select audience, person_id, address from audiences.membership where left_at is null", row => $"{row.GetString(0)} {row.GetInt64(1)} {row.Text(2) ?? "-"}");

    public long Leaks(string audience) =>
        Session.Scalar<long>("select members_without_consent from audiences.consent_proof where audience = $1", [audience]);

    public void Dispose()
    {
        Session.Dispose();
        warehouse.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    BuildContext Planned(BuildContext context, IReadOnlyList<IBuildStep> steps)
    {
        var functions = FunctionTraits.Read(Session, null);
        plan = BuildPlan.Make([new Feed(string.Join('\n', Statements)), .. steps], new PlanBasis
        {
            Queries = new Dictionary<string, ParsedQuery>(), Published = published, Staging = new Dictionary<string, BuiltModel>(), SourceVersions = new Dictionary<string, string>(),
            Registry = "", StepSettings = context.Run.AsOf.ToString("O", CultureInfo.InvariantCulture), AsOf = context.Run.AsOf, Program = "", FunctionsHash = "", EngineVersion = "",
            Functions = functions,
        });
        return context with { Plan = plan, Functions = functions, Begun = published, Published = published };
    }

    static string Day(DateTime moment) => ((int)(moment - Start).TotalDays).ToString(CultureInfo.InvariantCulture);

    /// <summary>Stands for what makes the statements; another text, another version.</summary>
    sealed class Feed(string text) : IBuildStep
    {
        public string Name => "feed";

        public string Kind => text;

        public IReadOnlyList<string> Inputs => [];

        public IReadOnlyList<string> Outputs => ["marts.statements"];

        public StepResult Run(BuildContext context) => new(0);
    }

    /// <summary>Counts rows of which it is told wrongly whether they changed; a negative count where it is told nothing.</summary>
    sealed class ReaderOfConsents : IBuildStep
    {
        const string Changed = "((from build.audiences.consent except from previous.audiences.consent) union all (from previous.audiences.consent except from build.audiences.consent))";

        public string Name => "reader";

        public string Kind => "test";

        public IReadOnlyList<string> Inputs => ["audiences.consent"];

        public IReadOnlyList<string> Outputs => ["marts.reader"];

        public string IncrementSettings => "";

        public StepResult Run(BuildContext context) => new(context.ChangedRows(this, Inputs[0]) switch
        {
            null => -1,
            "" => context.Session.Scalar<long>($"select count(*) from {Changed}"),
            var rows => context.Session.Scalar<long>($"select count(*) from ((from {Changed} except from ({rows})) union all (from ({rows}) except from {Changed}))"),
        });
    }
}
