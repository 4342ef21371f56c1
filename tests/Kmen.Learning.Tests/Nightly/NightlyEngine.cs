using Kmen.Learning.Definitions;
using Kmen.Learning.Fitting;
using Kmen.Models.Building;
using Kmen.Models.Parsing;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;
using Kmen.Workspace.Reporting;

namespace Kmen.Learning.Tests.Nightly;

/// <summary>A throw-away candidate with a feature table of three persons.</summary>
internal sealed class NightlyEngine : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("kmen-nightly-").FullName;
    readonly DuckDbWarehouse warehouse;

    public NightlyEngine()
    {
        warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 2, Memory = "500MB", TempFolder = Path.Combine(folder, "spill") });
        warehouse.Attach(Catalogs.Build, null);
        Session = warehouse.Open(Catalogs.Build);
        Session.Execute(
            """
            create schema marts;
            create table marts.features as select * from (values
                (1, timestamp '2026-01-01', 10, 2, 'x', 0.5), (2, timestamp '2026-01-01', 20, 1, 'y', null), (3, timestamp '2026-01-01', 1, 9, null, 1e20)
            ) t(person_id, as_of, days, orders, code, share);
            create table marts.as_of as select person_id, as_of from marts.features;
            """);
    }

    public IWarehouseSession Session { get; }

    public BuildContext Context => new(
        new RunContext(
            "run-1", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            new WorkspaceConfiguration
            {
                Root = folder,
                Name = "test",
                TimeZone = TimeZoneInfo.Utc,
                Sources = [],
                Purposes = new Dictionary<string, PurposeConfiguration>(),
                Channels = new Dictionary<string, ChannelConfiguration>(),
                Targets = new Dictionary<string, TargetConfiguration>(),
                Destinations = [],
            }, new TargetLayout(folder, folder, folder), new SilentReporter(), TimeProvider.System),
        warehouse, Session, new Dictionary<string, ParsedQuery>(), [], CancellationToken.None);

    public static ModelDefinition Definition(string name = "m", int reasons = 3, params string[] exclude) => new()
    {
        Name = name,
        File = $"models/{name}.yml",
        Description = "",
        HorizonDays = 30,
        Population = "select person_id, as_of from marts.as_of",
        Label = "select 1 as person_id, timestamp '2026-01-01' as as_of, 1 as label",
        Features = "marts.features",
        Exclude = exclude,
        BaselineRecency = "days",
        BaselineFrequency = "orders",
        Parameters = new GradientBoostingParameters(),
        Reasons = reasons,
    };

    public void Dispose()
    {
        Session.Dispose();
        warehouse.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    sealed class SilentReporter : IRunReporter
    {
        public IStepReporter Start(string step, string kind) => throw new NotSupportedException();

        public void Note(string message)
        {
        }

        public void Warn(string message)
        {
        }
    }
}
