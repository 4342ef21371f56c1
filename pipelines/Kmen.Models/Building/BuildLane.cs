using Kmen.Models.Planning;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Reporting;

namespace Kmen.Models.Building;

/// <summary>Runs one step after the other on one session.</summary>
internal sealed class BuildLane(BuildContext context, BuildSchedule schedule, LaneThreads threads)
{
    static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(250);

    internal void Run()
    {
        while (schedule.Next(context.WhenIdle is not null, context.Cancellation) is { } work)
        {
            threads.Enter();
            try
            {
                if (work.Step is { } step)
                {
                    RunToEnd(step, work.Absent);
                }
                else
                {
                    context.WhenIdle!(context.Session, work.Table!);
                }
            }
            finally
            {
                threads.Leave();
            }
        }
    }

    void RunToEnd(IBuildStep step, string? absent)
    {
        var isEnded = false;
        try
        {
            Run(step, absent);
            isEnded = true;
        }
        finally
        {
            if (!isEnded)
            {
                // An interrupt, or a defect: nobody may wait for this step.
                schedule.Failed(step, null);
                schedule.Abort(new OperationCanceledException());
            }
        }
    }

    void Run(IBuildStep step, string? absent)
    {
        using var report = context.Run.Reporter.Start(step.Name, step.Kind);
        if (absent is not null)
        {
            report.End(StepStatus.Skipped, 0, $"needs {absent}");
            schedule.Failed(step, null);
            return;
        }

        try
        {
            var isKept = step is not (ModelStep or CheckStep) && context.Plan?.Of(step.Name)?.Way == BuildWay.Carry;
            var result = isKept ? new StepResult(0) { IsUnchanged = true } : Watched(report, step);
            context.Done[step.Name] = true;
            report.End(result.IsUnchanged ? StepStatus.Unchanged : StepStatus.Succeeded, result.Rows, result.Message);
            schedule.Made(step, result.Rows);
        }
        catch (KmenException e)
        {
            report.End(StepStatus.Failed, 0, e.Message);
            schedule.Failed(step, e);
        }
        catch (WarehouseException e)
        {
            report.End(StepStatus.Failed, 0, e.Message);
            schedule.Failed(step, new KmenException($"{step.Name}: {e.Message}", inner: e));
        }
    }

    StepResult Watched(IStepReporter report, IBuildStep step)
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
