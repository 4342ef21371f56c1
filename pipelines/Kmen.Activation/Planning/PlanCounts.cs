using Kmen.Warehouse;

namespace Kmen.Activation.Planning;

/// <summary>What a plan comes to, in rows.</summary>
/// <param name="Upserts">To be sent.</param>
/// <param name="Removals">To be sent.</param>
/// <param name="Losses">Removals of persons who are not upserted under another id.</param>
/// <param name="HeldBack">Not tried again yet.</param>
/// <param name="Parked">Without a known outcome.</param>
internal sealed record PlanCounts(long Upserts, long Removals, long Losses, long HeldBack, long Parked)
{
    /// <summary>Counts the plan that stands in the session.</summary>
    internal static PlanCounts Read(IWarehouseSession session, CancellationToken cancellation) => session.List(
        PlanSql.Counts,
        row => new PlanCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)), null, cancellation)[0];
}
