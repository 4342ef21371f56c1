namespace Kmen.Warehouse;

/// <summary>How the engine is started. Explicit, so that a run behaves alike on every machine.</summary>
public sealed record WarehouseOptions
{
    /// <summary>Threads of the engine; at least 1.</summary>
    public required int Threads { get; init; }

    /// <summary>Memory limit, such as <c>8GB</c>; beyond it the engine spills.</summary>
    public required string Memory { get; init; }

    /// <summary>
    /// So much memory that the engine is done with waits for its next use, instead of going back to the machine; null: none. Right for a process that works and ends. Where a page that is touched for
    /// the first time is dear, as in a virtual machine whose host takes free memory back, that counts (measured over the night of a million persons: 24.6 s against 29.5 s, a full build 67 s against 74 s).
    /// </summary>
    public string? HeldMemory { get; init; }

    /// <summary>Folder of spill files; made when missing.</summary>
    public required string TempFolder { get; init; }

    /// <summary>Limit of the spill folder such as <c>100GB</c>; null: the engine's own.</summary>
    public string? TempLimit { get; init; }
}
