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
/// Removes everybody who has withdrawn from every destination that holds them, from the raw consents and the acknowledged state alone: right after the
/// exports are read, before anything is built, held back by no guard.
/// </summary>
public static class OptOuts
{
    /// <summary>Delivers the opt-outs. A destination that fails does not keep the others from theirs.</summary>
    /// <param name="context">The run.</param>
    /// <param name="warehouse">
    /// With <c>state</c> (migrated) and <c>raw_store</c> attached; where <c>published</c> or <c>previous</c> is attached too, a withdrawal counts for all
    /// addresses of the person as published last.
    /// </param>
    /// <param name="options">Target, dry run, selection.</param>
    /// <param name="cancellation">Ends it; what may have been sent stays in the journal.</param>
    /// <returns>What was done, one entry for each audience and destination with a withdrawal or a failure.</returns>
    public static SyncResult Deliver(RunContext context, IWarehouse warehouse, SyncOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(warehouse);
        ArgumentNullException.ThrowIfNull(options);
        using var session = warehouse.Open("state");
        var publication = ConsentTables.Publication(session);
        ConsentTables.Prepare(session, context, publication, cancellation);
        var results = new List<PlanResult>();
        foreach (var destination in Destinations.Selected(context.Workspace, options))
        {
            results.AddRange(Deliver(session, context, options, destination, publication, cancellation));
        }

        results.AddRange(Orphans(session, context, options, publication, cancellation));
        return new SyncResult(results);
    }

    static IReadOnlyList<PlanResult> Deliver(
        IWarehouseSession session, RunContext context, SyncOptions options, DestinationConfiguration destination, string? publication,
        CancellationToken cancellation)
    {
        var plan = new DestinationRun(session, context, destination, null, publication, cancellation);
        var due = plan.Acknowledged().Select(audience => Due(plan, audience)).Where(result => result.Removals.Planned + result.Parked > 0).ToList();
        if (!Destinations.MaySend(destination, options))
        {
            return Unsent(context, options, destination, due);
        }

        if (due.Count == 0 && !plan.HasOpen())
        {
            return [];
        }

        context.Reporter.Expect(1);
        using var step = context.Reporter.Start($"opt-outs {destination.Name}", "sync");
        try
        {
            using var transport = Transports.Open(destination, context);
            var run = new DestinationRun(session, context, destination, transport, publication, cancellation);
            List<PlanResult> results =
            [
                .. run.OptOutAndRecover(_ => false, step).Select(pair => run.Result(pair.Audience) with { Parked = pair.Parked })
                    .Where(result => result.Removals.Planned + result.Upserts.Planned + result.Parked > 0),
            ];
            Outcome.Report(step, results);
            return results;
        }
        catch (KmenException e)
        {
            step.End(StepStatus.Failed, 0, $"{e.Message} {e.WayOut}");
            return [.. due.Select(result => result with { IsDryRun = false, Failure = e.Message })];
        }
    }

    static PlanResult Due(DestinationRun run, string audience)
    {
        var counts = run.OptOut(audience, null);
        return run.Result(audience) with { Removals = OperationCounts.None with { Planned = counts.Removals }, Parked = counts.Parked };
    }

    static IReadOnlyList<PlanResult> Unsent(
        RunContext context, SyncOptions options, DestinationConfiguration destination, IReadOnlyList<PlanResult> due)
    {
        if (due.Count > 0 && !options.DryRun)
        {
            context.Reporter.Warn(
                $"{destination.Name} holds members of {string.Join(", ", due.Select(result => result.Audience))} who have withdrawn, and it is not armed for "
                + $"{options.Target}. Add {options.Target} to destinations.{destination.Name}.armed, or remove them there.");
        }

        return due;
    }

    /// <summary>Members at destinations that kmen.yml no longer names can be removed by a person only.</summary>
    static IReadOnlyList<PlanResult> Orphans(
        IWarehouseSession session, RunContext context, SyncOptions options, string? publication, CancellationToken cancellation)
    {
        if (options.OnlyDestinations.Count > 0)
        {
            return [];
        }

        var known = context.Workspace.Destinations.Select(destination => destination.Name).ToHashSet();
        var results = new List<PlanResult>();
        var pairs = session.List(
            "select distinct destination, audience from activation.acknowledged order by 1, 2", row => (row.GetString(0), row.GetString(1)), null, cancellation);
        foreach (var (destination, audience) in pairs.Where(pair => !known.Contains(pair.Item1)))
        {
            session.Execute(PlanSql.OptOutChanges(publication), [destination, audience], cancellation);
            var counts = PlanCounts.Read(session, cancellation);
            if (counts.Removals + counts.Parked > 0)
            {
                var failure = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{counts.Removals + counts.Parked} members of {audience} have withdrawn, and their destination {destination} is no longer in kmen.yml. "
                    + $"Put it back until they are removed, or remove them there.");
                context.Reporter.Warn(failure);
                results.Add(new PlanResult { Destination = destination, Audience = audience, Failure = failure });
            }
        }

        return results;
    }
}
