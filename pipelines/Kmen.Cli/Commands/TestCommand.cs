using System.CommandLine;
using System.Globalization;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Models;
using Kmen.Cli.Output;
using Kmen.Models.Testing;
using Kmen.Night.Running;
using Kmen.Workspace;

namespace Kmen.Cli.Commands;

/// <summary>Runs the tests over what is published.</summary>
sealed class TestCommand : KmenCommand
{
    static readonly Option<bool> All = new("--all") { Description = "Show also the tests that passed." };

    public override string Name => "test";

    public override string Summary => "Run the tests over what is published and loaded";

    public override string Description =>
        """
        Runs the tests of headers and the checks of sql/checks against the tables that readers see, and changes nothing. A run does the same before it publishes; this is for a test that was just written. Rows that fail are kept below .kmen/runs until the next run or test, readable for you alone, and shown by kmen show MODEL --failing.
        """;

    public override IReadOnlyList<Example> Examples =>
    [
        new("test", "All tests and checks"), new("test --select marts.orders", "Those of one model"), new("test --select resource_type:test", "The checks alone"),
    ];

    public override IReadOnlyList<Option> Options => [CommonOptions.Select, CommonOptions.Exclude, All];

    public override IReadOnlyList<Option> Common => [CommonOptions.AsOf, CommonOptions.Format, .. CommonOptions.OfWorkspace, .. CommonOptions.OfEngine, .. CommonOptions.OfProgress];

    public override Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        using var models = WorkspaceModels.Open(invocation);
        var nodes = models.Select(invocation.Value(CommonOptions.Select) ?? [], invocation.Value(CommonOptions.Exclude) ?? []).Where(node => node.Model is not null).ToList();
        using var view = models.OpenView();
        List<TestOutcome> outcomes;
        using (var reporter = invocation.Reporter())
        {
            var run = new RunContext(
                FailingRows.TestPrefix + invocation.Clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture),
                NightMoment.Of(invocation.Workspace, invocation.Value(CommonOptions.AsOf), invocation.Clock), invocation.Workspace, invocation.Layout, reporter, invocation.Clock);
            FailingRows.Forget(invocation.Layout, id => !id.StartsWith(FailingRows.TestPrefix, StringComparison.Ordinal));
            outcomes = new PublishedTests(models, view, run).Of(nodes, cancellation);
        }

        var shown = outcomes.Where(outcome => outcome.Status != "passed" || invocation.Value(All)).ToList();
        var rows = shown.Select(outcome => (object?[])[outcome.Model, outcome.Test, outcome.Column, outcome.Status, outcome.FailingRows, outcome.Message, outcome.Where?.ToString()]);
        if (shown.Count > 0 || invocation.Value(CommonOptions.Format) != OutputFormat.Table)
        {
            using var reader = RecordReader.Of(
                ["model", "test", "column", "status", "failing_rows", "message", "place"],
                [typeof(string), typeof(string), typeof(string), typeof(string), typeof(long), typeof(string), typeof(string)], rows);
            invocation.ResultWriter().Write(reader, cancellation);
        }

        if (invocation.Value(CommonOptions.Format) == OutputFormat.Table)
        {
            invocation.Terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"PASS={outcomes.Count(outcome => outcome.Status == "passed")} WARN={outcomes.Count(outcome => outcome.Status == "warned")} ERROR={outcomes.Count(outcome => outcome.IsBlocking)} TOTAL={outcomes.Count}"));
        }

        return Task.FromResult(outcomes.Exists(outcome => outcome.IsBlocking) ? ExitCode.Failed : ExitCode.Done);
    }
}
