using Kmen.Activation.Journal;

namespace Kmen.Activation.Transport;

/// <summary>The way to one destination. Safe for several batches at a time.</summary>
internal interface ITransport : IDisposable
{
    /// <summary>Tries once. The same batch gives the same bytes every time, but for the time of signature.</summary>
    Task<TransportAnswer> Send(JournalBatch batch, IReadOnlyList<JournalRow> rows, CancellationToken cancellation);

    /// <summary>Whether a batch has arrived, where that can be seen from here; null where it cannot.</summary>
    bool? HasArrived(JournalBatch batch);
}
