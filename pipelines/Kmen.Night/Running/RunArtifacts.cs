using Kmen.Models.Artifacts;
using Kmen.Models.Selecting;
using Kmen.Models.Testing;
using Kmen.Night.Ops;
using Kmen.Workspace;

namespace Kmen.Night.Running;

/// <summary>Writes what a run consisted of and did beside its events: <c>manifest.json</c> and <c>run_results.json</c>.</summary>
internal static class RunArtifacts
{
    internal static void Write(RunContext run, NightOptions options, IReadOnlyList<GraphNode> nodes, IReadOnlyList<StepRow> steps, IEnumerable<TestOutcome> tests)
    {
        var folder = Path.GetDirectoryName(run.Layout.EventsFile(run.RunId))!;
        Manifest.Write(Path.Combine(folder, "manifest.json"), run.Workspace, nodes, run.Now);
        var byName = nodes.ToDictionary(node => node.Name);
        string Id(string step) => byName.TryGetValue(step, out var node) ? Manifest.UniqueId(run.Workspace.Name, node) : $"step.{run.Workspace.Name}.{step}";
        var checks = nodes.Where(node => node.Kind == "check").ToDictionary(node => node.Model!.File, node => node.Name);
        var results = steps.Where(step => byName.GetValueOrDefault(step.Step)?.Kind != "check")
            .Select(step => new RunResult(Id(step.Step), StatusOf(step.Status), step.StartedAt, step.DurationMs / 1000.0, step.Rows, null, step.Message))
            .Concat(tests.Select(test => new RunResult(
                checks.TryGetValue(test.Model, out var check) ? Id(check) : $"test.{run.Workspace.Name}.{test.Model}.{test.Test}{(test.Column is null ? "" : "." + test.Column)}",
                StatusOf(test.Status), null, 0, 0, test.FailingRows, test.Message)));
        var first = steps.Count == 0 ? run.Now : steps.Min(step => step.StartedAt);
        RunResults.Write(Path.Combine(folder, "run_results.json"), run.RunId, options.Command, results, (run.Now - first).TotalSeconds, run.Now);
    }

    static string StatusOf(string status) => status switch
    {
        "succeeded" or "unchanged" => "success",
        "failed" => "error",
        "skipped" => "skipped",
        "passed" => "pass",
        "warned" => "warn",
        _ => "error",
    };
}
