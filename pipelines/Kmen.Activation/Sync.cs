using System.Globalization;
using Kmen.Activation.Consent;
using Kmen.Activation.Delivery;
using Kmen.Activation.Planning;
using Kmen.Activation.Transport;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Reporting;

namespace Kmen.Activation;

/// <summary>
/// Sends each destination the difference between what it acknowledged and what is published. A sync that is interrupted, repeated or partly refused
/// converges: the next one sends open batches again under their ids, then what is still missing.
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
    /// <exception cref="KmenException">The configuration asks for what may not be sent, or an environment variable is missing; nothing was sent.</exception>
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

        var transports = new Dictionary<string, ITransport>();
        try
        {
            using var session = warehouse.Open("state");
            if (session.Tables("published").Count == 0)
            {
                throw new KmenException("There is no publication to send from.", null, "Run the night first: kmen run.");
            }

            var audiences = new PublishedAudiences(session, context.Workspace, cancellation);
            foreach (var destination in destinations)
            {
                _ = audiences.Of(destination, []);
            }

            foreach (var destination in destinations.Where(destination => Destinations.MaySend(destination, options)))
            {
                transports.Add(destination.Name, Transports.Open(destination, context));
            }

            ConsentTables.Prepare(session, context, "published", cancellation);
            var results = new List<PlanResult>();
            foreach (var destination in destinations)
            {
                var run = new DestinationRun(
                    session, context, destination, transports.GetValueOrDefault(destination.Name), "published", cancellation);
                using var step = context.Reporter.Start($"sync {destination.Name}", "sync");
                run.Recover(audiences.IsUnproven);
                foreach (var audience in run.Acknowledged())
                {
                    run.OptOut(audience, step);
                }

                var plans = audiences.Of(destination, run.Acknowledged()).Select(plan => run.Sync(plan, step)).ToList();
                results.AddRange(plans);
                Outcome.Report(step, plans);
            }

            return new SyncResult(results);
        }
        finally
        {
            foreach (var transport in transports.Values)
            {
                transport.Dispose();
            }
        }
    }
}
