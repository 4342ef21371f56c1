using System.Globalization;
using Kmen.Activation.Transport;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Activation.Planning;

/// <summary>What keeps a plan from being sent. Opt-outs have gone before.</summary>
internal sealed class Guards(IWarehouseSession session, RunContext context, CancellationToken cancellation)
{
    /// <summary>Why a plan may not be sent, with the way out; null where it may.</summary>
    internal string? Against(AudiencePlan plan, PlanCounts counts) => OutOfOrder(plan) ?? Unproven(plan) ?? TooManyRemovals(plan, counts);

    string? OutOfOrder(AudiencePlan plan)
    {
        var delivered = session.Scalar<DateTime?>(
            "select max(delivered_as_of) from activation.progress where destination = $1", [plan.Destination.Name], cancellation);
        return delivered is { } last && context.AsOf < last
            ? $"{plan.Destination.Name} has received what was known at {WebhookBody.Time(last)}; this run knows only what was before "
                + $"{WebhookBody.Time(context.AsOf)}. Sync a publication of that time or a later one."
            : null;
    }

    static string? Unproven(AudiencePlan plan) => plan.Proof switch
    {
        > 0 => string.Create(
            CultureInfo.InvariantCulture,
            $"audiences.consent_proof finds {plan.Proof} members of {plan.Audience} without consent, so nothing of it is sent. "
            + $"Look at sql/audiences/{plan.Audience}.sql and at the consents' staging model, then run the night again."),
        null when plan.NeedsGiven => $"audiences.consent_proof says nothing about {plan.Audience}, so nothing of it is sent. Run the night again.",
        _ => null,
    };

    string? TooManyRemovals(AudiencePlan plan, PlanCounts counts)
    {
        var destination = plan.Destination;
        var acknowledged = session.Scalar<long>(
            "select count(*) from activation.acknowledged where destination = $1 and audience = $2", [destination.Name, plan.Audience], cancellation);
        return counts.Losses > destination.MaxRemovalRows && counts.Losses > destination.MaxRemovalShare * acknowledged
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The plan would remove {counts.Losses} of the {acknowledged} members of {plan.Audience} at {destination.Name}, more than the share of "
                + $"{destination.MaxRemovalShare} that is allowed. Opt-outs were sent all the same. If the removals are meant, raise "
                + $"destinations.{destination.Name}.max_removal_share for one sync; otherwise look at what emptied the audience.")
            : null;
    }
}
