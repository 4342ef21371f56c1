using Kmen.Identity;
using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Models.Planning;
using Kmen.Models.Selecting;
using Kmen.Models.State;
using Kmen.Models.Testing;
using Kmen.Models.UnitTesting;
using Kmen.Night.Publishing;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Reporting;

namespace Kmen.Night.Running;

/// <summary>The build of a run: plan, candidate, steps, and the record of what was built of what.</summary>
/// <param name="run">The run.</param>
/// <param name="warehouse">The engine, with the last publication attached where there is one.</param>
/// <param name="options">How the night is run.</param>
/// <param name="models">The workspace's models.</param>
/// <param name="publication">The last publication's database, or null.</param>
/// <param name="attached">Gets the names of what is attached and must be detached at the end.</param>
/// <param name="parquet">Writes what is built and tested while the rest goes on; null where nothing will be published.</param>
internal sealed class BuildWork(
    RunContext run, IWarehouse warehouse, NightOptions options, ModelSet models, string? publication, List<string> attached, ParquetExport? parquet)
{
    const string Failed = "failed";

    BuildContext? build;

    /// <summary>What the tests found.</summary>
    internal IReadOnlyCollection<TestOutcome> Tests { get; private set; } = [];

    /// <summary>The copy of the last publication that the candidate can begin with; null where none was begun.</summary>
    internal CandidateCopy? Copy { get; init; }

    /// <summary>Whether the candidate began as an empty file.</summary>
    internal bool IsAnew { get; private set; }

    /// <summary>Builds; what it attached stays attached.</summary>
    /// <returns>What failed.</returns>
    internal IReadOnlyList<KmenException> Build(IReadOnlyList<IBuildStep> steps, CancellationToken cancellation)
    {
        var isWorn = IsWorn();
        var (basis, published) = Basis();
        if (isWorn)
        {
            basis = basis with { Published = basis.Published.ToDictionary(model => model.Key, model => model.Value with { ReplacedRows = 0 }) };
        }

        var plan = BuildPlan.Make(steps, basis);
        var chosen = options.IsPartial ? Chosen(steps, plan) : steps;
        if (options.IsPartial)
        {
            run.Reporter.Begin(run.RunId, chosen.Count);
        }

        var (units, broken) = Units(chosen);
        Tests = units;
        if (broken.Count > 0)
        {
            return broken;
        }

        var made = chosen.Where(step => plan.Of(step.Name)!.Way == BuildWay.Build).SelectMany(step => step.Outputs).ToHashSet();
        var stays = steps.SelectMany(step => step.Outputs).Where(output => !made.Contains(output)).ToHashSet();
        warehouse.StoreForReading();
        IsAnew = Candidate.Begin(run, warehouse, options.Retry ? FailedBuild.Database(run.Layout) : publication, Copy, isWorn, stays, attached.Add);
        var changes = ChangeBook.Open(warehouse);
        attached.Add(ChangeBook.Catalog);
        using var session = warehouse.Open(Catalogs.Build);
        if (options.IsPartial)
        {
            ShowPublishedGraph(session);
        }

        var context = new BuildContext(run, warehouse, session, models.Queries, [.. models.Models.Values], cancellation)
        {
            HasPrevious = publication is not null,
            Plan = plan,
            Took = Took(session),
            Functions = basis.Functions,
            Changes = changes,
            Begun = basis.Published,
            Published = published,
            WhenIdle = parquet is null ? null : (lane, table) =>
            {
                if (Publication.IsPublished(table))
                {
                    parquet.Ahead(lane, models.Models.Values.FirstOrDefault(model => model.FullName.Equals(table, StringComparison.OrdinalIgnoreCase))?.FullName ?? table, cancellation);
                }
            },
        };
        build = context;
        units.ForEach(context.Tests.Enqueue);
        Tests = context.Tests;
        var failures = BuildRunner.Run(context, chosen);
        BuiltModelTable.WriteCandidate(session, State(context, plan, session));
        RawChanges.WriteCandidate(session);
        return failures;
    }

    /// <summary>How long each step took when it last ran; what was carried over says nothing, and has no message.</summary>
    static Dictionary<string, TimeSpan> Took(IWarehouseSession session) => session.List(
        $"select step, arg_max(duration_ms, run_id) from {Catalogs.State}.ops.steps where status = 'succeeded' or (status = 'unchanged' and message is not null) group by step",
        row => (Step: row.GetString(0), Took: TimeSpan.FromMilliseconds(row.GetInt64(1)))).ToDictionary(step => step.Step, step => step.Took);

    /// <summary>The rows of a table that differ from the last publication's, as a query; empty where none do, null where that is not known.</summary>
    internal string? ChangedRows(string table) => build?.ChangedSincePublication(table);

    bool IsWorn() => publication is not null && !options.Retry && Publication.Current(run.Layout) is { } current && current.IsWorn(publication);

    /// <summary>Runs the unit tests of what will be built, before anything is.</summary>
    (List<TestOutcome> Outcomes, IReadOnlyList<KmenException> Broken) Units(IReadOnlyList<IBuildStep> chosen)
    {
        var names = chosen.Select(step => step.Name.ToLowerInvariant()).ToHashSet();
        var tests = UnitTestFile.Read(run.Layout.Root).Where(test => names.Contains(test.Model) || !models.Models.ContainsKey(test.Model)).ToList();
        var outcomes = new List<TestOutcome>();
        if (tests.Count == 0)
        {
            return (outcomes, []);
        }

        run.Reporter.Expect(1);
        using var step = run.Reporter.Start("unit tests", "test");
        using var session = warehouse.Open(Catalogs.Raw);
        var broken = new UnitTestRunner(warehouse, models, WorkspaceFunctions.Text(run.Layout.Root), table => KnownColumns.Of(session, table)).Run(tests, outcomes);
        step.End(broken.Count == 0 ? StepStatus.Succeeded : StepStatus.Failed, 0, $"{outcomes.Count(outcome => outcome.Status == "passed")} of {tests.Count} passed");
        return (outcomes, broken);
    }

    /// <summary>What the plan starts from, and what the last publication was built of: the same, but where a failed build is taken up.</summary>
    (PlanBasis Basis, IReadOnlyDictionary<string, BuiltModel> Published) Basis()
    {
        using var session = warehouse.Open(Catalogs.Raw);
        var basis = PlanBasis.Read(run.Workspace, run.AsOf, models, session, publication is null ? null : Catalogs.Previous) with { FullRefresh = options.FullRefresh };
        if (!options.Retry)
        {
            return (basis, basis.Published);
        }

        warehouse.Attach(Failed, FailedBuild.Database(run.Layout), readOnly: true);
        try
        {
            return (basis with { Published = BuiltModelTable.Read(session, Failed), IsRetry = true }, basis.Published);
        }
        finally
        {
            warehouse.Detach(Failed);
        }
    }

    /// <summary>The selected steps, and those that make what neither they nor the publication have.</summary>
    List<IBuildStep> Chosen(IReadOnlyList<IBuildStep> steps, BuildPlan plan)
    {
        var nodes = WorkspaceSteps.Nodes(run.Workspace, models, steps);
        var selected = new Selector(nodes, new SelectedState(plan).Holds).Select(options.Select, options.Exclude).Select(node => node.Step).OfType<IBuildStep>().ToHashSet();
        if (selected.Count == 0)
        {
            throw KmenException.Usage("Nothing is selected.", null, "`kmen ls` with the same words shows what they select.");
        }

        // What is made for one night only, such as whom a purpose may reach, is not in the publication.
        var there = Existing();
        foreach (var step in steps.Reverse())
        {
            if (!selected.Contains(step) && step.Outputs.Any(output => !there.Contains(output) && selected.Any(reader => reader.Inputs.Contains(output))))
            {
                selected.Add(step);
                run.Reporter.Note($"{step.Name} is built too: what was selected reads it, and it is not published.");
            }
        }

        return [.. steps.Where(selected.Contains)];
    }

    HashSet<string> Existing()
    {
        using var session = warehouse.Open();
        var there = publication is null ? [] : session.Tables(Catalogs.Previous).Select(table => table.FullName.ToLowerInvariant()).ToHashSet();
        there.UnionWith(session.Tables(Catalogs.Raw).Where(table => table.Schema == Catalogs.Staging).Select(table => table.FullName.ToLowerInvariant()));
        if (IdentityStep.ShowPublished(there) is not null)
        {
            there.Add("identity.record_as_of");
        }

        return there;
    }

    /// <summary>The identity graph as of the publication, which keeps it as tables of records and of moments.</summary>
    static void ShowPublishedGraph(IWarehouseSession session)
    {
        var tables = session.Tables(Catalogs.Build).Select(table => table.FullName.ToLowerInvariant()).ToHashSet();
        var raw = session.Tables(Catalogs.Raw).Where(table => table.Schema == Catalogs.Staging);
        session.Execute(string.Join(";\n", raw.Select(table => $"create or replace view {SqlText.Names(Catalogs.Build, table.Schema, table.Name)} as select * from {SqlText.Names(Catalogs.Raw, table.Schema, table.Name)}").Append("select 1")));
        if (IdentityStep.ShowPublished(tables) is { } graph)
        {
            session.Execute(graph);
        }
    }

    /// <summary>What the candidate's tables are made of: what was made now, and what it began with where that still stands.</summary>
    IEnumerable<BuiltModel> State(BuildContext context, BuildPlan plan, IWarehouseSession session)
    {
        var registry = InputVersions.OfRegistry(session);
        var state = new Dictionary<string, BuiltModel>();
        var there = session.Tables(Catalogs.Build).Select(table => table.FullName.ToLowerInvariant()).ToHashSet();
        foreach (var (name, built) in context.Begun)
        {
            if (plan.Of(name) is { } known && known.Step.Outputs.All(there.Contains))
            {
                state[name] = built;
            }
        }

        foreach (var step in plan.Steps.Where(step => context.Done.ContainsKey(step.Step.Name)))
        {
            var name = step.Step.Name.ToLowerInvariant();
            state[name] = context.Built.TryGetValue(name, out var built) ? built : new BuiltModel(step.Step.Name, step.Version)
            {
                Kind = step.Step.Kind, Content = step.Content, Header = registry, Inputs = step.Inputs, BuiltAt = run.Now, RunId = run.RunId, Way = "built", Reason = step.Reason,
            };
        }

        return state.Values;
    }
}
