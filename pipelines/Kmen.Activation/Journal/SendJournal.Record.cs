using Kmen.Warehouse;

namespace Kmen.Activation.Journal;

internal sealed partial class SendJournal
{
    /// <summary>Settles batches of one audience: journal, acknowledged state, refused rows and deliveries in one commit.</summary>
    internal void Record(IReadOnlyList<BatchOutcome> outcomes)
    {
        var (destination, audience) = (outcomes[0].Batch.Destination, outcomes[0].Batch.Audience);
        object?[] key = [destination, audience];
        object?[] now = [context.Now];
        session.Execute(RecordSql.Tables, null, cancellation);
        session.Append("temp", "main", "sync_outcomes", outcomes.Select(Values), cancellation);
        session.Append(
            "temp", "main", "sync_rejections",
            outcomes.SelectMany(outcome => outcome.Rejections).Select(pair => new object?[] { pair.Key, pair.Value }), cancellation);
        Moment.Reached("sync.before-outcome");
        session.InTransaction(() =>
        {
            session.Execute(
                RecordSql.Settled,
                [destination, audience, outcomes.Min(one => one.Batch.FirstRow), outcomes.Max(one => one.Batch.FirstRow + one.Batch.RowCount - 1)],
                cancellation);
            session.Execute(RecordSql.Deliveries, null, cancellation);
            session.Execute(RecordSql.Forget, key, cancellation);
            session.Execute(RecordSql.Remember, now, cancellation);
            session.Execute(RecordSql.Refused, now, cancellation);
            session.Execute(RecordSql.ClearRejected, key, cancellation);
            session.Execute(RecordSql.AddRejected, null, cancellation);
            session.Execute(RecordSql.Batches, now, cancellation);
            session.Execute(RecordSql.Progress, key, cancellation);
            foreach (var split in outcomes.Where(outcome => outcome.Status == BatchStatus.Split))
            {
                Halve(split.Batch);
            }
        });
        Moment.Reached("sync.after-outcome");
    }

    /// <summary>
    /// Gives up batches without a known outcome that must not be sent again; their members count as perhaps there, so that the next plan removes or repeats them.
    /// </summary>
    internal void GiveUp(string destination, string audience, IReadOnlyList<string> batchIds)
    {
        object?[] key = [destination, audience];
        object?[] now = [context.Now];
        session.Execute("create or replace temp table sync_forbidden (batch_id varchar)", null, cancellation);
        session.Append("temp", "main", "sync_forbidden", batchIds.Select(id => new object?[] { id }), cancellation);
        Moment.Reached("sync.before-give-up");
        session.InTransaction(() =>
        {
            session.Execute(RecordSql.GiveUpRows, key, cancellation);
            session.Execute(RecordSql.GiveUpForget, key, cancellation);
            session.Execute(RecordSql.GiveUpRemember, now, cancellation);
            session.Execute(RecordSql.GiveUpDeliveries, now, cancellation);
            session.Execute(RecordSql.GiveUpBatches, now, cancellation);
            session.Execute(RecordSql.GiveUpProgress, key, cancellation);
        });
        Moment.Reached("sync.after-give-up");
    }

    static object?[] Values(BatchOutcome outcome) =>
    [
        outcome.Batch.Id, outcome.Batch.FirstRow, outcome.Batch.FirstRow + outcome.Batch.RowCount - 1, Text(outcome.Status), outcome.Attempts,
        outcome.Response, outcome.SentAt,
    ];

    static string Text(BatchStatus status) => status switch
    {
        BatchStatus.Planned => "planned",
        BatchStatus.Sending => "sending",
        BatchStatus.Acknowledged => "acknowledged",
        BatchStatus.Rejected => "rejected",
        BatchStatus.Split => "split",
        BatchStatus.Unknown => "unknown",
        _ => "abandoned",
    };

    void Halve(JournalBatch batch)
    {
        var half = batch.RowCount / 2;
        session.Execute(RecordSql.Half, [HalfId(batch.Id, 0), batch.FirstRow, half, context.Now, batch.Id], cancellation);
        session.Execute(RecordSql.Half, [HalfId(batch.Id, 1), batch.FirstRow + half, batch.RowCount - half, context.Now, batch.Id], cancellation);
    }
}
