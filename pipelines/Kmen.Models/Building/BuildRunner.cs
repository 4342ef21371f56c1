using Kmen.Models.Testing;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Reporting;

namespace Kmen.Models.Building;

/// <summary>Runs ordered steps: a failure skips what depends on it, and the rest goes on.</summary>
public static class BuildRunner
{
    static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs the steps one after the other; the engine uses all threads inside each.</summary>
    /// <param name="context">The build.</param>
    /// <param name="steps">The steps in order.</param>
    /// <returns>The errors; empty when everything was built and every test held.</returns>
    public static IReadOnlyList<KmenException> Run(BuildContext context, IReadOnlyList<IBuildStep> steps)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(steps);
        var errors = new List<KmenException>();
        var missing = new HashSet<string>();
        foreach (var step in steps)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            using var report = context.Run.Reporter.Start(step.Name, step.Kind);
            if (step.Inputs.FirstOrDefault(missing.Contains) is { } absent)
            {
                missing.UnionWith(step.Outputs);
                report.End(StepStatus.Skipped, 0, $"needs {absent}");
                continue;
            }

            try
            {
                var result = Watched(context, report, step);
                report.End(StepStatus.Succeeded, result.Rows, result.Message);
            }
            catch (KmenException e)
            {
                missing.UnionWith(step.Outputs);
                errors.Add(e);
                report.End(StepStatus.Failed, 0, e.Message);
            }
            catch (WarehouseException e)
            {
                missing.UnionWith(step.Outputs);
                errors.Add(new KmenException($"{step.Name}: {e.Message}", inner: e));
                report.End(StepStatus.Failed, 0, e.Message);
            }
        }

        return errors;
    }

    static StepResult Watched(BuildContext context, IStepReporter report, IBuildStep step)
    {
        using var ended = new ManualResetEvent(false);
        var timer = new Timer(_ => report.Progress(context.Session.Progress, 0), null, ProgressInterval, ProgressInterval);
        try
        {
            return step.Run(context);
        }
        finally
        {
            // A progress that is being told must not outlive the step or the session.
            timer.Dispose(ended);
            ended.WaitOne();
        }
    }
}
