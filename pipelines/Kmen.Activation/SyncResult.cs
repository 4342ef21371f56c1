namespace Kmen.Activation;

/// <summary>What a sync did.</summary>
/// <param name="Plans">One for each audience of each destination, in the order of the configuration.</param>
public sealed record SyncResult(IReadOnlyList<PlanResult> Plans)
{
    /// <summary>Whether any plan has failures: the command then ends with exit code 1.</summary>
    public bool HasFailures => Plans.Any(plan => plan.HasFailures);
}
