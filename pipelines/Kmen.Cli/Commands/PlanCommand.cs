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
        Compares the workspace with the last publication and changes nothing. Each model that would be built is shown with the reason. A model whose text changed is compared with its published table: columns added, removed or retyped, rows added, removed or changed, and which other models name what it takes away. New and changed texts, contracts and headers, and all that reads their tables, are tried on tables without rows: a name or a type that a run would refuse is an error already here.

        It knows what is loaded: run kmen ingest before, to see what new exports do.
        """;

    public override IReadOnlyList<Example> Examples =>
    [
        new("plan", "What tonight's run would build"),
        new("plan --select state:modified+ --no-rows", "What my edits reach, without running anything"),
        new("plan --all --format json", "All steps with their differences, for a program"),
    ];

    public override IReadOnlyList<Option> Options => [CommonOptions.Select, CommonOptions.Exclude, FullRefresh, All, NoRows];

    public override IReadOnlyList<Option> Common => [CommonOptions.AsOf, CommonOptions.Format, .. CommonOptions.OfWorkspace, .. CommonOptions.OfEngine];

    public override Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        using var models = WorkspaceModels.Open(invocation);
        var (plan, _) = models.Plan(invocation.Value(FullRefresh));
        var selected = models.Select(invocation.Value(CommonOptions.Select) ?? [], invocation.Value(CommonOptions.Exclude) ?? []).Select(node => node.Name).ToHashSet();
        var shown = plan.Steps.Where(step => selected.Contains(step.Step.Name) && (step.Way != BuildWay.Carry || invocation.Value(All))).ToList();
        var differences = Differences(invocation, models, shown, cancellation);
        var isTable = invocation.Value(CommonOptions.Format) == OutputFormat.Table;
        Write(invocation, shown, isTable ? null : differences, cancellation);
        if (isTable)
        {
            foreach (var (name, found) in differences)
            {
                invocation.Terminal.Out.WriteLine($"{name}: {found.Word}");
                foreach (var line in found.Lines)
                {
                    invocation.Terminal.Out.WriteLine("  " + line);
                }
            }

            int Count(BuildWay way) => plan.Steps.Count(step => step.Way == way);
            invocation.Terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Count(BuildWay.Build)} to build, {Count(BuildWay.Increment)} by changed keys, {Count(BuildWay.Test)} to test again, {Count(BuildWay.Carry)} unchanged."));
        }

        var faults = models.Faults(selected, cancellation);
        return faults.Count == 0 ? Task.FromResult(ExitCode.Done) : throw KmenException.Several("A run would fail here", faults);
    }

    /// <summary>How changed texts differ from what is published, by the model's name.</summary>
    static Dictionary<string, ModelDifferences> Differences(Invocation invocation, WorkspaceModels models, IReadOnlyList<StepPlan> shown, CancellationToken cancellation)
    {
        var changed = shown.Where(step => step.Before is not null && step.Before.Content != step.Content && models.Models.Models.ContainsKey(step.Step.Name.ToLowerInvariant())).ToList();
        if (changed.Count == 0 || !models.HasPublication)
        {
            return [];
        }

        using var view = models.OpenView();
        var comparison = new PublishedComparison(models, view, !invocation.Value(NoRows));
        return changed.Select(step => (step.Step, Found: comparison.Of(models.Model(step.Step.Name), cancellation)))
            .Where(one => one.Step.Kind != "audience" || one.Found is not { IsBreaking: false, Lines.Count: 0 }).ToDictionary(one => one.Step.Name, one => one.Found);
    }

    /// <summary>The steps as rows; for programs with the differences beside them.</summary>
    static void Write(Invocation invocation, IReadOnlyList<StepPlan> shown, Dictionary<string, ModelDifferences>? differences, CancellationToken cancellation)
    {
        List<(string Name, Type Type, Func<StepPlan, object?> Of)> columns =
        [
            ("name", typeof(string), step => step.Step.Name), ("kind", typeof(string), step => step.Step.Kind),
            ("action", typeof(string), step => Word(step.Way)), ("reason", typeof(string), step => step.Reason),
        ];
        if (differences is not null)
        {
            columns.Add(("breaking", typeof(bool), step => differences.GetValueOrDefault(step.Step.Name)?.IsBreaking));
            columns.Add(("differences", typeof(string), step => differences.GetValueOrDefault(step.Step.Name) is { } found ? string.Join('\n', found.Lines) : null));
        }

        using var reader = RecordReader.Of(
            [.. columns.Select(column => column.Name)], [.. columns.Select(column => column.Type)], shown.Select(step => columns.Select(column => column.Of(step)).ToArray()));
        invocation.ResultWriter().Write(reader, cancellation);
    }

    static string Word(BuildWay way) => way switch
    {
        BuildWay.Build => "build",
        BuildWay.Increment => "increment",
        BuildWay.Test => "test",
        _ => "keep",
    };
}
