using System.Globalization;
using Kmen.Activation.Journal;
using Kmen.Activation.Planning;
using Kmen.Activation.Transport;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;
using Kmen.Workspace.Reporting;

namespace Kmen.Activation.Delivery;

/// <summary>The work of one run at one destination, in its order: opt-outs, what an earlier run left open, then the audiences.</summary>
internal sealed class DestinationRun
{
    readonly IWarehouseSession session;
    readonly RunContext context;
    readonly DestinationConfiguration destination;
    readonly ITransport? transport;
    readonly string? publication;
    readonly CancellationToken cancellation;
    readonly SendJournal journal;
    readonly Sender? sender;
    readonly Dictionary<string, Tally> tallies = [];

    /// <summary>Prepares the work.</summary>
    /// <param name="session">A session on <c>state</c> with the consents ready.</param>
    /// <param name="context">The run.</param>
    /// <param name="destination">The destination.</param>
    /// <param name="transport">The way there; null plans only.</param>
    /// <param name="publication">The catalogue that knows the persons' successors, or null.</param>
    /// <param name="cancellation">Ends the work; the next run goes on from the journal.</param>
    internal DestinationRun(
        IWarehouseSession session, RunContext context, DestinationConfiguration destination, ITransport? transport, string? publication,
        CancellationToken cancellation)
    {
        (this.session, this.context, this.destination) = (session, context, destination);
        (this.transport, this.publication, this.cancellation) = (transport, publication, cancellation);
        journal = new SendJournal(session, context, cancellation);
        sender = transport is null ? null : new Sender(journal, transport, destination, context);
    }

    /// <summary>What ended the sending, or null.</summary>
    internal string? Failure => sender?.Stopped;

    /// <summary>What became of the rows of an audience so far.</summary>
    internal Tally Tally(string audience)
    {
        if (!tallies.TryGetValue(audience, out var tally))
        {
            tallies[audience] = tally = new Tally();
        }

        return tally;
    }

    /// <summary>The audiences of which the destination holds members.</summary>
    internal IReadOnlyList<string> Acknowledged() => session.List(
        "select distinct audience from activation.acknowledged where destination = $1 order by 1", row => row.GetString(0), [destination.Name], cancellation);

    /// <summary>Whether batches of an earlier run have no outcome.</summary>
    internal bool HasOpen() => journal.Open(destination.Name).Count > 0;

    /// <summary>
    /// Removes everybody who has withdrawn, then sends again what an earlier run left open, but for audiences of which nothing may be sent. Somebody in such a
    /// batch who has withdrawn leaves when it is settled.
    /// </summary>
    /// <returns>The audiences touched, and how many removals of each still wait for a batch without an outcome.</returns>
    internal IReadOnlyList<(string Audience, long Parked)> OptOutAndRecover(Func<string, bool> isWithheld, IStepReporter? step)
    {
        var open = transport is null ? null : new Recovery(session, journal, context).Open(destination, transport, publication, cancellation);
        var parked = Acknowledged().ToDictionary(audience => audience, audience => OptOut(audience, step).Parked);
        foreach (var audience in open?.Where(audience => !isWithheld(audience.Key)) ?? [])
        {
            Resend(audience.Key, [.. audience]);
            parked[audience.Key] = OptOut(audience.Key, step).Parked;
        }

        return [.. parked.Select(pair => (pair.Key, pair.Value))];
    }

    void Resend(string audience, IReadOnlyList<JournalBatch> batches)
    {
        var (upserts, removals) = journal.Operations(batches);
        Tally(audience).Plan(upserts, removals);
        sender!.Resend(batches, Tally(audience), cancellation);
    }

    /// <summary>Removes everybody of an audience who has withdrawn.</summary>
    /// <returns>What the plan came to.</returns>
    internal PlanCounts OptOut(string audience, IStepReporter? step)
    {
        session.Execute(PlanSql.OptOutChanges(publication), [destination.Name, audience], cancellation);
        var counts = PlanCounts.Read(session, cancellation);
        if (counts.Removals > 0 && sender is { Stopped: null })
        {
            Tally(audience).Plan(0, counts.Removals);
            var (purpose, channel) = session.List(
                "select max(purpose), max(channel) from activation.acknowledged where destination = $1 and audience = $2",
                row => (row.Text(0) ?? "", row.Text(1) ?? ""), [destination.Name, audience], cancellation)[0];
            journal.Plan(destination.Name, audience, "opt_out", destination.BatchRows, purpose, channel, FieldSql.Names(destination));
            sender.Drain(audience, Tally(audience), step, cancellation);
        }

        return counts;
    }

    /// <summary>Plans an audience and sends what it needs.</summary>
    internal PlanResult Sync(AudiencePlan plan, IStepReporter? step)
    {
        if (plan.IsDropped)
        {
            session.Execute(PlanSql.NobodyDesired, null, cancellation);
        }
        else
        {
            session.Execute(PlanSql.Desired(plan.Fields, plan.NeedsGiven, plan.Purpose, destination.Channel), [plan.Audience], cancellation);
            CheckKeys(plan);
        }

        var suppressed = session.Scalar<long>("select count(*) from sync_desired where not is_allowed", null, cancellation);
        session.Execute(PlanSql.Changes, [destination.Name, plan.Audience, context.AsOf], cancellation);
        var counts = PlanCounts.Read(session, cancellation);
        var blocked = new Guards(session, context, cancellation).Against(plan, counts);
        var sample = session.List(PlanSql.Sample, row => row.GetString(0), null, cancellation);
        var tally = Tally(plan.Audience);
        tally.Plan(counts.Upserts, counts.Removals);
        if (blocked is null && counts.Upserts + counts.Removals > 0 && sender is { Stopped: null })
        {
            var (purpose, channel) = plan.IsDropped ? ("", destination.Channel) : (plan.Purpose, destination.Channel);
            journal.Plan(destination.Name, plan.Audience, "sync", destination.BatchRows, purpose, channel, FieldSql.Names(destination));
            sender.Drain(plan.Audience, tally, step, cancellation);
        }

        return Result(plan.Audience) with
        {
            Suppressed = suppressed, HeldBack = counts.HeldBack, Parked = counts.Parked, Blocked = blocked, Sample = sample,
        };
    }

    /// <summary>The counts of an audience so far.</summary>
    internal PlanResult Result(string audience)
    {
        var tally = Tally(audience);
        return new PlanResult
        {
            Destination = destination.Name,
            Audience = audience,
            IsDryRun = transport is null,
            Upserts = tally.Upserts,
            Removals = tally.Removals,
            Failure = Failure,
            RowsPerSecond = tally.Sending > TimeSpan.Zero ? tally.Settled / tally.Sending.TotalSeconds : 0,
        };
    }

    void CheckKeys(AudiencePlan plan)
    {
        var twice = session.Scalar<long>(
            "select count(*) from (select external_id from sync_desired group by external_id having count(*) > 1)", null, cancellation);
        if (twice > 0)
        {
            throw new KmenException(
                string.Create(CultureInfo.InvariantCulture, $"audiences.membership holds {twice} persons more than once as members of {plan.Audience}."),
                null, "A person has one stay at a time; run the night again, and look at the tests of audiences.membership.");
        }
    }
}
