using Kmen.Workspace;

namespace Kmen.Activation;

/// <summary>What a sync did.</summary>
/// <param name="Plans">One for each audience of each destination, in the order of the configuration.</param>
public sealed record SyncResult(IReadOnlyList<PlanResult> Plans)
{
    /// <summary>What kept whole destinations from being sent to: wrong configuration, a missing environment variable. The others were sent to all the same.</summary>
    public IReadOnlyList<KmenException> Errors { get; init; } = [];

    /// <summary>Whether any plan has failures or any destination was not sent to: the command then ends with exit code 1.</summary>
    public bool HasFailures => Errors.Count > 0 || Plans.Any(plan => plan.HasFailures);
}
