using Kmen.Activation;
using Kmen.Ingest;
using Kmen.Models.Building;
using Kmen.Models.Testing;
using Kmen.Night.Ops;
using Kmen.Night.Publishing;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;
using Kmen.Workspace.Reporting;

namespace Kmen.Night.Running;

/// <summary>
/// One night: ingest, opt-outs, build, test, publish, sync. Whatever fails, what is published stays whole, what the run did is recorded,
/// and opt-outs have gone first.
/// </summary>
public sealed class NightRun
{
    readonly WorkspaceConfiguration workspace;
    readonly NightOptions options;
    readonly TimeProvider clock;
    readonly List<KmenException> errors = [];

    NightRun(WorkspaceConfiguration workspace, NightOptions options, TimeProvider clock)
    {
        this.workspace = workspace;
        this.options = options;
        this.clock = clock;
    }

    /// <summary>Runs it.</summary>
    /// <param name="workspace">The configuration.</param>
    /// <param name="options">What to run, and how.</param>
    /// <param name="reporter">Hears progress and outcomes.</param>
    /// <param name="clock">The real clock.</param>
    /// <param name="cancellation">Ends the run within seconds; what is published stays whole.</param>
    /// <returns>What it did; its errors say what failed.</returns>
    /// <exception cref="KmenException">The run could not begin: wrong target, or another run holds the warehouse.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted, and has recorded that.</exception>
    public static NightResult Execute(
        WorkspaceConfiguration workspace, NightOptions options, IRunReporter reporter, TimeProvider clock, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(options);
        var layout = workspace.Layout(options.Target);
        using var held = RunLock.Take(layout, options.Command, clock);
        Publication.CleanUp(layout);
        using var warehouse = Engine.Start(layout, workspace.Engine, options);
        return new NightRun(workspace, options, clock).Execute(layout, warehouse, reporter, cancellation);
    }

    NightResult Execute(TargetLayout layout, IWarehouse warehouse, IRunReporter reporter, CancellationToken cancellation)
    {
        var asOf = AsOf.Midnight(options.AsOf ?? AsOf.Today(clock, workspace.TimeZone), workspace.TimeZone);
        var ops = new OpsStore(warehouse);
        var runId = ops.Begin(asOf, options.Trigger, options.Target, clock.GetUtcNow().UtcDateTime);
        using var recorder = new RecordingReporter(layout.EventsFile(runId), runId, reporter, clock);
        var run = new RunContext(runId, asOf, workspace, layout, recorder, clock);
        var work = new NightWork(run, warehouse, options, errors);
        recorder.Write("run_started", message: options.Command);
        ForgetOldFailures(run, ops.LastRuns(workspace.KeepNights));
        try
        {
            work.Execute(cancellation);
        }
        catch (OperationCanceledException)
        {
            Finish("interrupted", "interrupted by a signal");
            throw;
        }
        catch (KmenException e)
        {
            errors.Add(e);
        }
        catch (WarehouseException e)
        {
            errors.Add(EngineErrors.Explain(e, layout));
        }
        catch (IOException e)
        {
            errors.Add(new KmenException(e.Message, wayOut: "Check the disk's free space and the rights of the folder, then run again.", inner: e));
        }

        Finish(errors.Count == 0 ? "succeeded" : "failed", errors.Count == 0 ? null : errors[0].Message);
        return new NightResult
        {
            RunId = runId,
            AsOf = asOf,
            Layout = layout,
            Errors = errors,
            Warnings = recorder.Warnings,
            Steps = recorder.Steps,
            Tests = [.. work.Tests],
            Ingested = work.Ingested,
            OptOuts = work.OptOuts,
            Synced = work.Synced,
            Published = Publication.Current(layout),
            HasPublished = work.HasPublished,
            IsUnchanged = work.IsUnchanged,
        };

        void Finish(string status, string? message)
        {
            recorder.Write("run_ended", status: status, message: message);
            try
            {
                ops.End(runId, status, message, clock.GetUtcNow().UtcDateTime, recorder.Steps, work.Tests, work.Published);
                RunArtifacts.Write(run, options, work.Nodes, recorder.Steps, work.Tests);
                work.DetachAll();
                OpsExport.Write(warehouse, layout);
            }
            catch (Exception e) when (e is WarehouseException or IOException)
            {
                // What made the run fail stays the first error. The next run records this one as interrupted.
                errors.Add(e is WarehouseException refused
                    ? EngineErrors.Explain(refused, layout)
                    : new KmenException($"The end of the run could not be recorded: {e.Message}", wayOut: "Check the disk's free space, then run again.", inner: e));
            }
        }
    }

    /// <summary>Rows that failed a test and candidates of failed runs are personal data that nobody needs for long.</summary>
    void ForgetOldFailures(RunContext run, IReadOnlySet<string> lastRuns)
    {
        try
        {
            FailingRows.Forget(run.Layout, lastRuns.Contains);
            if (!options.Retry && (FailedBuild.Of(run.Layout) is not { } failed || !lastRuns.Contains(failed.RunId)))
            {
                FailedBuild.Forget(run.Layout);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            run.Reporter.Warn($"What earlier runs kept of rows that failed a test could not be removed: {e.Message}");
        }
    }
}
