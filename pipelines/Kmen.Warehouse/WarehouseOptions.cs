namespace Kmen.Warehouse;

/// <summary>How the engine is started. Explicit, so that a run behaves alike on every machine.</summary>
public sealed record WarehouseOptions
{
    /// <summary>Threads of the engine; at least 1.</summary>
    public required int Threads { get; init; }

    /// <summary>Memory limit, such as <c>8GB</c>; beyond it the engine spills.</summary>
    public required string Memory { get; init; }

    /// <summary>Folder of spill files; made when missing.</summary>
    public required string TempFolder { get; init; }

    /// <summary>Limit of the spill folder such as <c>100GB</c>; null: the engine's own.</summary>
    public string? TempLimit { get; init; }
}
