namespace Kmen.Activation.Journal;

/// <summary>What became of a batch in this run.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Status">Its new status; <see cref="BatchStatus.Planned"/> where it certainly was not taken and not refused either.</param>
/// <param name="Attempts">Attempts of this run.</param>
/// <param name="Response">What the destination answered, short; null where it did not.</param>
/// <param name="SentAt">When the last attempt began; null where there was none.</param>
/// <param name="Rejections">Reasons by row number.</param>
internal sealed record BatchOutcome(
    JournalBatch Batch, BatchStatus Status, int Attempts, string? Response, DateTime? SentAt, IReadOnlyDictionary<long, string> Rejections)
{
    internal static readonly IReadOnlyDictionary<long, string> NoRejections = new Dictionary<long, string>();

    /// <summary>A batch that was not tried: it stays what it was.</summary>
    internal static BatchOutcome NotTried(JournalBatch batch) => new(
        batch, batch.Status == "planned" ? BatchStatus.Planned : BatchStatus.Unknown, 0, null, null, NoRejections);
}
