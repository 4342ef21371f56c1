namespace Kmen.Activation;

/// <summary>What a sync is asked to do.</summary>
public sealed record SyncOptions
{
    /// <summary>The target whose state and publication are attached; a destination that is not armed for it is only planned.</summary>
    public required string Target { get; init; }

    /// <summary>Plans and reports, and neither journals nor sends. Default: false.</summary>
    public bool DryRun { get; init; }

    /// <summary>The destinations to handle; empty: all of the workspace.</summary>
    public IReadOnlyList<string> OnlyDestinations { get; init; } = [];
}
