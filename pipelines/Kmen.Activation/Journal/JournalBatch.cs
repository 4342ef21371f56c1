namespace Kmen.Activation.Journal;

/// <summary>A batch of the send journal.</summary>
internal sealed record JournalBatch
{
    public required string Id { get; init; }

    public required string Destination { get; init; }

    public required string Audience { get; init; }

    public required string Purpose { get; init; }

    public required string Channel { get; init; }

    /// <summary>sync or opt_out.</summary>
    public required string Kind { get; init; }

    public required string RunId { get; init; }

    public required DateTime AsOf { get; init; }

    /// <summary>Grows from batch to batch of a destination's audience: the order in which files are to be read.</summary>
    public required long Sequence { get; init; }

    public required long FirstRow { get; init; }

    public required long RowCount { get; init; }

    /// <summary>Names of the fields in the order of the file's columns.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>The status before this sending: planned, sending or unknown.</summary>
    public required string Status { get; init; }

    /// <summary>Attempts of earlier runs.</summary>
    public required int Attempts { get; init; }
}
