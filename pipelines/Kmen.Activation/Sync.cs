using System.Globalization;
using Kmen.Activation.Consent;
using Kmen.Activation.Delivery;
using Kmen.Activation.Planning;
using Kmen.Activation.Transport;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;
using Kmen.Workspace.Reporting;

namespace Kmen.Activation;

/// <summary>
/// Sends each destination the difference between what it acknowledged and what is published. A sync that is interrupted, repeated or partly refused
/// converges: the next one removes who has withdrawn, sends open batches again under their ids, then what is still missing.
/// </summary>
public static class Sync
{
    /// <summary>The tables that a sync keeps in the state database.</summary>
    public static IReadOnlyList<Migration> Migrations => ActivationSchema.Migrations;

    /// <summary>Syncs the destinations one after the other. Opt-outs go first, whatever then keeps the rest from being sent.</summary>
    /// <param name="context">The run; its <c>as_of</c> is the publication's.</param>
    /// <param name="warehouse">With <c>state</c> (migrated), <c>published</c> and <c>raw_store</c> attached.</param>
    /// <param name="options">Target, dry run, selection.</param>
    /// <param name="cancellation">Ends the sync; what may have been sent stays in the journal.</param>
    /// <returns>What was done, one entry an audience and destination.</returns>
    /// <exception cref="KmenException">There is no publication, or an unknown destination was asked for; nothing was sent.</exception>
    public static SyncResult Run(RunContext context, IWarehouse warehouse, SyncOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(warehouse);
        ArgumentNullException.ThrowIfNull(options);
        var destinations = Destinations.Selected(context.Workspace, options);
        if (destinations.Count == 0)
        {
            return new SyncResult([]);
        }

        using var session = warehouse.Open("state");
        if (session.Tables("published").Count == 0)
        {
            throw new KmenException("There is no publication to send from.", null, "Run the night first: kmen run.");
        }

        var audiences = new PublishedAudiences(session, context.Workspace, cancellation);
        ConsentTables.Prepare(session, context, "published", cancellation);
        var results = new List<PlanResult>();
        var errors = new List<KmenException>();
        foreach (var destination in destinations)
        {
            using var step = context.Reporter.Start($"sync {destination.Name}", "sync");
            try
            {
                // A destination is checked as a whole before anything is sent there; what is wrong with one keeps nothing from the others.
                _ = audiences.Of(destination, []);
                using var transport = Destinations.MaySend(destination, options) ? Transports.Open(destination, context) : null;
                var plans = To(new DestinationRun(session, context, destination, transport, "published", cancellation), destination, audiences, step);
                results.AddRange(plans);
                Outcome.Report(step, plans);
            }
            catch (KmenException e)
            {
                errors.Add(e);
                step.End(StepStatus.Failed, 0, $"{e.Message} {e.WayOut}");
            }
        }

        return new SyncResult(results) { Errors = errors };
    }

    static IReadOnlyList<PlanResult> To(DestinationRun run, DestinationConfiguration destination, PublishedAudiences audiences, IStepReporter step)
    {
        run.OptOutAndRecover(audiences.IsUnproven, step);
        return [.. audiences.Of(destination, run.Acknowledged()).Select(plan => run.Sync(plan, step))];
    }
}
