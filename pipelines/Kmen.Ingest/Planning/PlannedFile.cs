using Kmen.Ingest.Loading;

namespace Kmen.Ingest.Planning;

/// <summary>A file and what is to be done about it.</summary>
/// <param name="File">The file.</param>
/// <param name="Known">What is known of its path, or null.</param>
/// <param name="Action">What is to be done.</param>
/// <param name="Status">What it is then.</param>
/// <param name="Hash">SHA-256 of its content; empty where it cannot be read.</param>
/// <param name="Message">Why, or null.</param>
/// <param name="Staged">Its rows, where it is to be loaded.</param>
internal sealed record PlannedFile(
    FoundFile File, KnownFile? Known, FileAction Action, FileStatus Status, string Hash, string? Message = null, StagedFile? Staged = null);
