namespace Kmen.Workspace.Configuration;

/// <summary>How much of the machine a run may use.</summary>
public sealed record EngineConfiguration
{
    /// <summary>Memory limit such as <c>8GB</c>; null: 60 % of the machine's memory.</summary>
    public string? Memory { get; init; }

    /// <summary>Threads; null: one for each processor.</summary>
    public int? Threads { get; init; }

    /// <summary>Limit of the spill folder such as <c>100GB</c>; null: the engine's own (90 % of the free disk).</summary>
    public string? TempLimit { get; init; }
}
