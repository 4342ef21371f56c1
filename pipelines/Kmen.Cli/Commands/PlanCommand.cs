using System.CommandLine;
using System.Globalization;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Models;
using Kmen.Cli.Output;
using Kmen.Models.Planning;
using Kmen.Workspace;

namespace Kmen.Cli.Commands;

/// <summary>Says what a run would build, and why.</summary>
sealed class PlanCommand : KmenCommand
{
    static readonly Option<bool> FullRefresh = new("--full-refresh") { Description = "As if everything were built whatever has changed." };
    static readonly Option<bool> All = new("--all") { Description = "Show also what would stay as it is." };
    static readonly Option<bool> NoRows = new("--no-rows") { Description = "Do not run changed models to count rows that would differ; compare columns only." };

    public override string Name => "plan";

    public override string Summary => "Say what a run would build, why, and what a changed text does";

    public override string Description =>
        """
        Compares the workspace with the last publication and changes nothing. Each model that would be built is shown with the reason. A model whose text changed is compared with its published table: columns added, removed or retyped, rows added, removed or changed, and which other models name what it takes away.

        It knows what is loaded: run kmen ingest before, to see what new exports do.
        """;

    public override IReadOnlyList<Example> Examples =>
    [
        new("plan", "What tonight's run would build"),
        new("plan --select state:modified+ --no-rows", "What my edits reach, without running anything"),
        new("plan --all --format json", "All steps, for a program"),
    ];

    public override IReadOnlyList<Option> Options => [CommonOptions.Select, CommonOptions.Exclude, FullRefresh, All, NoRows];

    public override IReadOnlyList<Option> Common => [CommonOptions.AsOf, CommonOptions.Format, .. CommonOptions.OfWorkspace, .. CommonOptions.OfEngine];

    public override Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        using var models = WorkspaceModels.Open(invocation);
        var (plan, _) = models.Plan(invocation.Value(FullRefresh));
        var selected = models.Select(invocation.Value(CommonOptions.Select) ?? [], invocation.Value(CommonOptions.Exclude) ?? []).Select(node => node.Name).ToHashSet();
        var shown = plan.Steps.Where(step => selected.Contains(step.Step.Name) && (step.Way != BuildWay.Carry || invocation.Value(All))).ToList();
        var rows = shown.Select(step => (object?[])[step.Step.Name, step.Step.Kind, Word(step.Way), step.Reason]);
        using (var reader = RecordReader.Of(["name", "kind", "action", "reason"], [typeof(string), typeof(string), typeof(string), typeof(string)], rows))
        {
            invocation.ResultWriter().Write(reader, cancellation);
        }

        if (invocation.Value(CommonOptions.Format) == OutputFormat.Table)
        {
            Tell(invocation, models, plan, shown, cancellation);
        }

        return Task.FromResult(ExitCode.Done);
    }

    static void Tell(Invocation invocation, WorkspaceModels models, BuildPlan plan, IReadOnlyList<StepPlan> shown, CancellationToken cancellation)
    {
        var changed = shown.Where(step => step.Before is not null && step.Before.Content != step.Content && models.Models.Models.ContainsKey(step.Step.Name.ToLowerInvariant())).ToList();
        if (changed.Count > 0 && models.HasPublication)
        {
            using var view = models.OpenView();
            var comparison = new PublishedComparison(models, view, !invocation.Value(NoRows));
            foreach (var step in changed)
            {
                foreach (var line in comparison.Of(models.Model(step.Step.Name), cancellation))
                {
                    invocation.Terminal.Out.WriteLine(line);
                }
            }
        }

        var stays = plan.Steps.Count(step => step.Way == BuildWay.Carry);
        invocation.Terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Steps.Count(step => step.Way == BuildWay.Build)} to build, {plan.Steps.Count(step => step.Way == BuildWay.Increment)} by changed keys, {plan.Steps.Count(step => step.Way == BuildWay.Test)} to test again, {stays} unchanged."));
    }

    static string Word(BuildWay way) => way switch
    {
        BuildWay.Build => "build",
        BuildWay.Increment => "increment",
        BuildWay.Test => "test",
        _ => "keep",
    };
}
