using System.Text.Json;
using Kmen.Activation.Planning;
using Kmen.Warehouse;

namespace Kmen.Activation.Journal;

internal sealed partial class SendJournal
{
    /// <summary>Journals the changes that stand in <c>sync_changes</c>, as batches that are planned.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="audience">The audience.</param>
    /// <param name="kind">sync or opt_out.</param>
    /// <param name="batchRows">Rows a batch.</param>
    /// <param name="purpose">The purpose that the members are sent for.</param>
    /// <param name="channel">The channel that they are reached by.</param>
    /// <param name="fields">The fields' names.</param>
    internal void Plan(
        string destination, string audience, string kind, int batchRows, string purpose, string channel, IReadOnlyList<string> fields)
    {
        object?[] key = [destination, audience];
        session.Execute(PlanSql.Rows, [(long)batchRows], cancellation);
        Moment.Reached("sync.before-journal");
        session.InTransaction(() =>
        {
            session.Execute(
                """
                insert into activation.progress
                select $1, $2, 0, null where not exists (select 1 from activation.progress where destination = $1 and audience = $2)
                """,
                key, cancellation);
            var generation = session.Scalar<long>(
                "select generation from activation.progress where destination = $1 and audience = $2", key, cancellation);
            var first = session.Scalar<long>(
                "select coalesce(max(row_number) + 1, 0) from activation.batch_rows where destination = $1 and audience = $2", key, cancellation);
            session.Execute(PlanSql.JournalRows, [destination, audience, first], cancellation);
            session.Execute(
                PlanSql.JournalBatches,
                [
                    destination, audience, first, generation, kind, context.RunId, context.AsOf, purpose, channel, JsonSerializer.Serialize(fields),
                    context.Now,
                ],
                cancellation);
            if (kind == "sync")
            {
                session.Execute(
                    """
                    update activation.acknowledged set purpose = $3, channel = $4
                    where destination = $1 and audience = $2 and (purpose is distinct from $3 or channel is distinct from $4)
                    """,
                    [destination, audience, purpose, channel], cancellation);
                session.Execute(
                    """
                    delete from activation.rejected
                    where destination = $1 and audience = $2 and external_id not in (select external_id from sync_changes)
                    """,
                    key, cancellation);
            }
        });
        Moment.Reached("sync.after-journal");
        session.Execute("drop table if exists sync_desired; drop table if exists sync_changes; drop table if exists sync_rows", null, cancellation);
    }
}
