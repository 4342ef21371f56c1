using Kmen.Workspace;

namespace Kmen.Ingest;

/// <summary>What became of one source in one ingest. Counts of files are of the folder as it stands, rows of what this ingest did.</summary>
public sealed record SourceResult
{
    /// <summary>The source's name.</summary>
    public required string Source { get; init; }

    /// <summary>Files whose rows were loaded by this ingest.</summary>
    public int FilesLoaded { get; init; }

    /// <summary>Files that were loaded before and are as they were.</summary>
    public int FilesUnchanged { get; init; }

    /// <summary>Files in quarantine, from before too: a failure lasts until somebody ends it.</summary>
    public int FilesQuarantined { get; init; }

    /// <summary>Files that are not complete yet, from before too.</summary>
    public int FilesWaiting { get; init; }

    /// <summary>Files left out by this ingest because their content or a newer dump is loaded.</summary>
    public int FilesSkipped { get; init; }

    /// <summary>Records in the loaded files; the sum of the next three.</summary>
    public long RowsRead { get; init; }

    /// <summary>Rows that now stand in the raw table.</summary>
    public long RowsLoaded { get; init; }

    /// <summary>Rows that stand in <c>ops.rejects</c>.</summary>
    public long RowsRejected { get; init; }

    /// <summary>Rows left out because their key is there already.</summary>
    public long RowsDuplicate { get; init; }

    /// <summary>Whether the raw table's rows may differ from before.</summary>
    public bool Changed { get; init; }

    /// <summary>Why the source could not be read at all, such as a missing folder; null where it could.</summary>
    public KmenException? Failure { get; init; }
}
