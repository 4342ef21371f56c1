using System.Diagnostics;
using System.Globalization;
using Kmen.Activation.Journal;
using Kmen.Activation.Transport;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;
using Kmen.Workspace.Reporting;

namespace Kmen.Activation.Delivery;

/// <summary>
/// Sends journaled batches to one destination. Batches go in windows: marked in one commit, sent a few at a time (no member stands in two of them),
/// settled in one commit. After three batches in a row without an outcome, or a refusal of the sender, nothing more is sent in this run.
/// </summary>
internal sealed class Sender(SendJournal journal, ITransport transport, DestinationConfiguration destination, RunContext context)
{
    const int MostBatches = 1_000;

    /// <summary>More than a row group of the engine: commits of that size are written to their place at once, and not to the log first.</summary>
    const int WindowRows = 131_072;

    /// <summary>No batch of a window is begun later than this after its start, so that outcomes are kept soon however slow the destination is.</summary>
    static readonly TimeSpan LongestWindow = TimeSpan.FromSeconds(10);

    const int InFlight = 4;
    const int MostUnknownInARow = 3;
    const int MostRejectedWithoutSuccess = 50;

    readonly Lock gate = new();
    int unknownInARow;
    long rejectedWithoutSuccess;
    bool hasSucceeded;

    /// <summary>What ended the sending to this destination, or null while it goes on.</summary>
    internal string? Stopped { get; private set; }

    /// <summary>Sends batches that an earlier run left open, under their ids.</summary>
    internal void Resend(IReadOnlyList<JournalBatch> batches, Tally tally, CancellationToken cancellation)
    {
        foreach (var window in batches.Chunk(Window))
        {
            Send(window, tally, null, cancellation);
        }

        // A batch sent again may have been cut into halves.
        if (batches.Count > 0)
        {
            Drain(batches[0].Audience, tally, null, cancellation);
        }
    }

    /// <summary>Sends all that is planned for an audience.</summary>
    internal void Drain(string audience, Tally tally, IStepReporter? step, CancellationToken cancellation)
    {
        while (Stopped is null && journal.NextPlanned(destination.Name, audience, Window) is { Count: > 0 } window)
        {
            Send(window, tally, step, cancellation);
        }
    }

    int Window => Math.Clamp((WindowRows / destination.BatchRows) + 1, 1, MostBatches);

    void Send(IReadOnlyList<JournalBatch> window, Tally tally, IStepReporter? step, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        journal.MarkSending(window);
        var rows = journal.Rows(window);
        var outcomes = new BatchOutcome[window.Count];
        Parallel.ForAsync(
            0, window.Count, new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancellation },
            async (i, token) => outcomes[i] = Stopped is null && (i == 0 || Stopwatch.GetElapsedTime(started) < LongestWindow)
                ? Watch(await Deliver(window[i], rows[i], token).ConfigureAwait(false))
                : BatchOutcome.NotTried(window[i])).GetAwaiter().GetResult();
        journal.Record(outcomes);
        for (var i = 0; i < outcomes.Length; i++)
        {
            tally.Add(outcomes[i], rows[i]);
        }

        tally.Sending += Stopwatch.GetElapsedTime(started);
        var planned = tally.Upserts.Planned + tally.Removals.Planned;
        step?.Progress(planned == 0 ? double.NaN : Math.Min(1, tally.Settled / (double)planned), tally.Settled);
    }

    async Task<BatchOutcome> Deliver(JournalBatch batch, IReadOnlyList<JournalRow> rows, CancellationToken cancellation)
    {
        // A batch of an earlier run, and any attempt without an answer, may have been applied: it must keep its id.
        var mayBeApplied = batch.Status != "planned";
        for (var attempt = 1; ; attempt++)
        {
            var sentAt = context.Now;
            Moment.Reached("sync.before-send");
            var answer = await transport.Send(batch, rows, cancellation).ConfigureAwait(false);
            Moment.Reached("sync.after-send");
            BatchOutcome Ends(BatchStatus status, string response, IReadOnlyDictionary<long, string> rejections) =>
                new(batch, status, attempt, response, sentAt, rejections);
            switch (answer)
            {
                case TransportAnswer.Accepted accepted:
                    return Ends(BatchStatus.Acknowledged, accepted.Response, accepted.Rejections);
                case TransportAnswer.Rejected rejected when rows.Count > 1:
                    return Ends(BatchStatus.Split, rejected.Response, BatchOutcome.NoRejections);
                case TransportAnswer.Rejected rejected:
                    return Ends(BatchStatus.Rejected, rejected.Response, rows.ToDictionary(row => row.Number, row => Reason(rejected, row)));
                case TransportAnswer.Refused refused:
                    Stop($"{destination.Name} takes nothing from us: {refused.Response}. {WayOut()}");
                    return Ends(mayBeApplied ? BatchStatus.Unknown : BatchStatus.Planned, refused.Response, BatchOutcome.NoRejections);
                case TransportAnswer.Retry retry when attempt >= destination.Attempts:
                    return Ends(BatchStatus.Unknown, retry.Response, BatchOutcome.NoRejections);
                case TransportAnswer.Retry retry:
                    mayBeApplied = true;
                    await Task.Delay(Backoff.After(batch.Id, attempt, retry.After), context.Clock, cancellation).ConfigureAwait(false);
                    break;
            }
        }
    }

    static string Reason(TransportAnswer.Rejected answer, JournalRow row) =>
        answer.Reasons.TryGetValue(row.Number, out var reason) ? $"{answer.Response}: {reason}" : answer.Response;

    BatchOutcome Watch(BatchOutcome outcome)
    {
        lock (gate)
        {
            hasSucceeded |= outcome.Status == BatchStatus.Acknowledged;
            unknownInARow = outcome.Status == BatchStatus.Unknown ? unknownInARow + 1 : 0;
            rejectedWithoutSuccess += outcome.Status == BatchStatus.Rejected ? 1 : 0;
            if (unknownInARow >= MostUnknownInARow)
            {
                Stop(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{destination.Name} gave no answer to {unknownInARow} batches in a row ({outcome.Response}). They are sent again under the same ids at the next sync."));
            }

            if (!hasSucceeded && rejectedWithoutSuccess >= MostRejectedWithoutSuccess)
            {
                Stop(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{destination.Name} refused the first {rejectedWithoutSuccess} members one by one ({outcome.Response}) and took none. Check what it expects."));
            }
        }

        return outcome;
    }

    void Stop(string why)
    {
        lock (gate)
        {
            Stopped ??= why;
        }
    }

    string WayOut() => destination.Kind == DestinationKind.Folder
        ? "Make room in the folder, or make it writable."
        : "Check its address and its secret.";
}
