using System.Globalization;
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

namespace Kmen.Models.Tests.Incremental;

/// <summary>Nights of a workspace whose inputs a test makes with SQL: each begins as a copy of the one before, or from nothing.</summary>
internal sealed class Nights : IDisposable
{
    readonly bool isFullRefresh;
    readonly TestWorkspace workspace;
    readonly string folder = Directory.CreateTempSubdirectory("kmen-nights-").FullName;
    int night;

    public Nights(TestWorkspace workspace, bool isFullRefresh)
    {
        this.workspace = workspace;
        this.isFullRefresh = isFullRefresh;
    }

    /// <summary>The last night's database.</summary>
    public string File => FileOf(night);

    /// <summary>How the last night came by each model.</summary>
    public IReadOnlyDictionary<string, BuiltModel> Built { get; private set; } = new Dictionary<string, BuiltModel>();

    /// <summary>What the last night's tests and checks found.</summary>
    public IReadOnlyList<TestOutcome> Tests { get; private set; } = [];

    public double LargestShare { get; init; } = 1000;

    /// <summary>The statements of the last night that write a table, as the engine tells them.</summary>
    public IReadOnlyList<string> Writing { get; private set; } = [];

    /// <summary>Runs a night over inputs.</summary>
    /// <param name="inputs">Statements that make the tables of the schema given in the catalogue build.</param>
    /// <param name="version">Differs where the inputs differ.</param>
    /// <param name="tables">The tables that they make.</param>
    public IReadOnlyList<KmenException> Run(string inputs, string version, IReadOnlyList<string> tables)
    {
        var isFirst = night == 0;
        night++;
        using var warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 2, Memory = "1GB", TempFolder = Path.Combine(folder, "spill") });
        warehouse.Attach(Catalogs.Raw, null);
        warehouse.Attach(Catalogs.State, null);
        using (var raw = warehouse.Open(Catalogs.Raw))
        {
            raw.Execute("create schema ops; create table ops.files (source varchar, file_id bigint, path varchar, content_hash varchar, contract varchar, rows_loaded bigint, loaded_hash varchar, loaded_at timestamp)");
        }

        Migration.Apply(warehouse, Catalogs.Raw, BuiltModelTable.Migrations);
        var configuration = new WorkspaceConfiguration
        {
            Root = workspace.Root, Name = "test", TimeZone = TimeZoneInfo.Utc, Sources = [], Purposes = new Dictionary<string, PurposeConfiguration>(),
            Channels = new Dictionary<string, ChannelConfiguration>(), Targets = new Dictionary<string, TargetConfiguration>(), Destinations = [],
        };
        var run = new RunContext(
            "run-" + night.ToString(CultureInfo.InvariantCulture), new DateTime(2026, 1, night, 0, 0, 0, DateTimeKind.Utc), configuration,
            new TargetLayout(workspace.Root, folder, folder), new RecordingReporter(), TimeProvider.System);
        if (!isFirst)
        {
            warehouse.Attach(Catalogs.Previous, FileOf(night - 1), readOnly: true);
        }

        ModelSet models;
        BuildPlan plan;
        PlanBasis basis;
        IReadOnlyList<IBuildStep> steps;
        using (var session = warehouse.Open(Catalogs.Raw))
        {
            models = ModelSet.Read(workspace.Root, false, session);
            steps = BuildOrder.Of(
                [
                    new Feed(inputs, version, tables), .. models.Models.Values.Select(model => new ModelStep(model, models.Queries[model.FullName])),
                    .. models.Checks.Select(check => new CheckStep(check, models.Queries[check.FullName])),
                ], new HashSet<string>(), models.Models.Values.Concat(models.Checks).ToDictionary(model => model.FullName), models.Queries);
            basis = PlanBasis.Read(configuration, run.AsOf, models, session, isFirst ? null : Catalogs.Previous) with { FullRefresh = isFullRefresh, StepSettings = version };
            plan = BuildPlan.Make(steps, basis);
        }

        if (!isFirst && !isFullRefresh)
        {
            System.IO.File.Copy(FileOf(night - 1), File);
        }

        warehouse.Attach(Catalogs.Build, File);
        var changes = ChangeBook.Open(warehouse);
        IReadOnlyList<KmenException> errors;
        using (var session = warehouse.Open(Catalogs.Build))
        {
            var stays = plan.Steps.Where(step => step.Way != BuildWay.Build).SelectMany(step => step.Step.Outputs).ToHashSet();
            foreach (var table in session.Tables().Where(table => !stays.Contains(table.FullName)))
            {
                session.Execute($"drop {(table.IsView ? "view" : "table")} {SqlText.Names(table.Schema, table.Name)}");
            }

            var context = new BuildContext(run, warehouse, session, models.Queries, [.. models.Models.Values], CancellationToken.None)
            {
                HasPrevious = !isFirst, Plan = plan, Functions = basis.Functions, Changes = changes, Begun = basis.Published, Published = basis.Published, LargestShare = LargestShare,
            };
            session.Execute("call enable_logging('QueryLog')");
            errors = BuildRunner.Run(context, steps);
            Writing = session.List("select message from duckdb_logs where type = 'QueryLog' and message like 'create or replace table%'", row => row.GetString(0));
            session.Execute("call disable_logging()");
            BuiltModelTable.WriteCandidate(session, [.. context.Built.Values, .. plan.Steps.Where(step => step.Step is Feed).Select(step => new BuiltModel(step.Step.Name, step.Version)
            {
                Kind = "feed", Content = step.Content, Header = "", BuiltAt = run.Now, RunId = run.RunId, Way = "built",
            })]);
            Built = context.Built;
            Tests = [.. context.Tests];
        }

        warehouse.Detach(ChangeBook.Catalog);
        warehouse.Detach(Catalogs.Build);
        return errors;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string FileOf(int number) => Path.Combine(folder, number.ToString("D3", CultureInfo.InvariantCulture) + ".db");

    sealed class Feed(string sql, string version, IReadOnlyList<string> tables) : IBuildStep
    {
        public string Name => "feed";

        public string Kind => "feed " + version;

        public IReadOnlyList<string> Inputs => [];

        public IReadOnlyList<string> Outputs => tables;

        public StepResult Run(BuildContext context)
        {
            context.Session.Execute(sql);
            return new StepResult(0);
        }
    }
}
