namespace Kmen.Ingest.Planning;

/// <summary>What became of a file; the lower-case names stand in <c>ops.files</c>.</summary>
internal enum FileStatus
{
    /// <summary>Its rows stand in the raw table.</summary>
    Loaded,

    /// <summary>It is not complete yet.</summary>
    Waiting,

    /// <summary>It cannot be loaded until it, or its contract, changes.</summary>
    Quarantined,

    /// <summary>It need not be loaded: its content is there already, or a newer dump is.</summary>
    Skipped,

    /// <summary>It was loaded once, and a newer dump has taken its place.</summary>
    Withdrawn,
}
