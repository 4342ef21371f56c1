using Kmen.Models.Building;
using Kmen.Models.Parsing;
using Kmen.Models.Planning;
using Kmen.Models.State;
using Kmen.Models.Testing;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Night.Running;

/// <summary>The build of a run: plan, candidate, steps, and the record of what was built of what.</summary>
/// <param name="run">The run.</param>
/// <param name="warehouse">The engine, with the last publication attached where there is one.</param>
/// <param name="options">How the night is run.</param>
/// <param name="models">The workspace's models.</param>
/// <param name="publication">The last publication's database, or null.</param>
internal sealed class BuildWork(RunContext run, IWarehouse warehouse, NightOptions options, ModelSet models, string? publication)
{
    /// <summary>What the tests found.</summary>
    internal IReadOnlyCollection<TestOutcome> Tests { get; private set; } = [];

    /// <summary>Builds; what it attached stays attached.</summary>
    /// <returns>What failed.</returns>
    internal IReadOnlyList<KmenException> Build(IReadOnlyList<IBuildStep> steps, CancellationToken cancellation)
    {
        PlanBasis basis;
        using (var planning = warehouse.Open(Catalogs.Raw))
        {
            basis = PlanBasis.Read(run.Workspace, run.AsOf, models, planning, publication is null ? null : Catalogs.Previous) with { FullRefresh = options.FullRefresh };
        }

        var plan = BuildPlan.Make(steps, basis);
        Candidate.Begin(run, warehouse, publication, plan);
        var changes = ChangeBook.Open(warehouse, Path.ChangeExtension(run.Layout.BuildFile(run.RunId), ".changes.duckdb"));
        using var session = warehouse.Open(Catalogs.Build);
        var context = new BuildContext(run, warehouse, session, models.Queries, [.. models.Models.Values], cancellation)
        {
            HasPrevious = publication is not null,
            Plan = plan,
            Functions = basis.Functions,
            Changes = changes,
            Published = basis.Published,
        };
        Tests = context.Tests;
        var failures = BuildRunner.Run(context, steps);
        if (failures.Count == 0)
        {
            BuiltModelTable.WriteCandidate(session, [.. context.Built.Values, .. OfEngine(context, plan)]);
        }

        return failures;
    }

    /// <summary>The steps of the engine, with what Kmen keeps of persons as they left it.</summary>
    IEnumerable<BuiltModel> OfEngine(BuildContext context, BuildPlan plan)
    {
        var registry = InputVersions.OfRegistry(context.Session);
        return plan.Steps.Where(step => !context.Built.ContainsKey(step.Step.Name.ToLowerInvariant())).Select(step => new BuiltModel(step.Step.Name, step.Version)
        {
            Kind = step.Step.Kind, Content = step.Content, Header = registry, Inputs = step.Inputs, BuiltAt = run.Now, RunId = run.RunId, Way = "built", Reason = step.Reason,
        });
    }
}
