namespace Kmen.Models.Documentation;

/// <summary>A source's contract, and what is known of its files.</summary>
/// <param name="Folder">Where its files arrive, relative to the workspace.</param>
/// <param name="Files">The pattern of their names.</param>
/// <param name="Format">csv, ndjson, json or parquet.</param>
/// <param name="Load">How a file relates to those before: append, full …</param>
/// <param name="Key">The columns that identify a row.</param>
/// <param name="EventTime">The column that says when a row was so, or null.</param>
public sealed record PageSource(string Folder, string Files, string Format, string Load, IReadOnlyList<string> Key, string? EventTime)
{
    /// <summary>Files by status; null where nothing ran yet.</summary>
    public IReadOnlyDictionary<string, long>? FilesByStatus { get; init; }

    /// <summary>When a file was loaded last, UTC, or null.</summary>
    public DateTime? LastLoadedAt { get; init; }

    /// <summary>Rows of the files that are loaded.</summary>
    public long RowsLoaded { get; init; }

    /// <summary>Rows of the same files that broke the contract.</summary>
    public long RowsRejected { get; init; }
}
