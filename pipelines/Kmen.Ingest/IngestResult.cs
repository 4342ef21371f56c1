namespace Kmen.Ingest;

/// <summary>What became of all sources of one ingest.</summary>
/// <param name="Sources">The sources in the order of <c>kmen.yml</c>.</param>
public sealed record IngestResult(IReadOnlyList<SourceResult> Sources)
{
    /// <summary>Whether any raw table's rows may differ from before.</summary>
    public bool Changed => Sources.Any(source => source.Changed);

    /// <summary>Sources that could not be read at all: nothing should be published that seems to hold them.</summary>
    public IReadOnlyList<SourceResult> UnreadableSources => [.. Sources.Where(source => source.Failure is not null)];

    /// <summary>Whether the run has to end with <see cref="Kmen.Workspace.ExitCode.Failed"/>: a source is unreadable or a file is in quarantine.</summary>
    public bool HasFailures => Sources.Any(source => source.Failure is not null || source.FilesQuarantined > 0);

    /// <summary>Rows loaded.</summary>
    public long RowsLoaded => Sources.Sum(source => source.RowsLoaded);

    /// <summary>Rows rejected.</summary>
    public long RowsRejected => Sources.Sum(source => source.RowsRejected);

    /// <summary>Rows left out as duplicates.</summary>
    public long RowsDuplicate => Sources.Sum(source => source.RowsDuplicate);
}
