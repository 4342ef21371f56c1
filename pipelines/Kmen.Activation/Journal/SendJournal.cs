using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Activation.Journal;

/// <summary>
/// What was planned, what may have been sent, and what came of it. A batch is journaled before it is sent, marked before the first byte leaves, and settled
/// in one commit with the state that it changes; so a crash anywhere leaves either a batch that certainly was not sent, or one that is sent again as it was.
/// </summary>
internal sealed partial class SendJournal(IWarehouseSession session, RunContext context, CancellationToken cancellation)
{
    const string BatchColumns = """
        select batch_id, destination, audience, purpose, channel, kind, run_id, as_of, sequence, first_row, row_count, fields, status, attempts
        from activation.batches
        """;

    /// <summary>The next batches that were planned and not sent, in their order.</summary>
    internal IReadOnlyList<JournalBatch> NextPlanned(string destination, string audience, int limit) => Batches(
        string.Create(CultureInfo.InvariantCulture,
            $"{BatchColumns} where destination = $1 and audience = $2 and status = 'planned' order by first_row limit {limit}"),
        [destination, audience]);

    /// <summary>The batches that may have been sent and have no outcome, in their order.</summary>
    internal IReadOnlyList<JournalBatch> Open(string destination) => Batches(
        $"{BatchColumns} where destination = $1 and status in ('sending', 'unknown') order by audience, first_row", [destination]);

    /// <summary>The rows of batches of one audience, in the order of the batches.</summary>
    internal IReadOnlyList<IReadOnlyList<JournalRow>> Rows(IReadOnlyList<JournalBatch> batches)
    {
        var first = batches.Min(batch => batch.FirstRow);
        var last = batches.Max(batch => batch.FirstRow + batch.RowCount - 1);
        var rows = batches.Select(batch => new List<JournalRow>((int)batch.RowCount)).ToList();
        var order = Enumerable.Range(0, batches.Count).OrderBy(i => batches[i].FirstRow).ToList();
        var at = 0;
        using var reader = session.Read(
            """
            select row_number, operation, external_id, address_type, address, fields from activation.batch_rows
            where destination = $1 and audience = $2 and row_number between $3 and $4 order by row_number
            """,
            [batches[0].Destination, batches[0].Audience, first, last], cancellation);
        while (reader.Read())
        {
            var number = reader.GetInt64(0);
            while (number >= batches[order[at]].FirstRow + batches[order[at]].RowCount)
            {
                at++;
            }

            if (number >= batches[order[at]].FirstRow)
            {
                rows[order[at]].Add(new JournalRow(
                    number, reader.GetString(1), reader.GetString(2), reader.Text(3), reader.Text(4), reader.GetString(5)));
            }
        }

        return rows;
    }

    /// <summary>Upserts and removals in batches of one audience.</summary>
    internal (long Upserts, long Removals) Operations(IReadOnlyList<JournalBatch> batches) => session.List(
        $"""
        select count(*) filter (where operation = 'upsert'), count(*) filter (where operation = 'remove')
        from activation.batch_rows r
        join activation.batches b on b.destination = r.destination and b.audience = r.audience
            and r.row_number between b.first_row and b.first_row + b.row_count - 1
        where b.batch_id in ({Ids(batches)})
        """,
        row => (row.GetInt64(0), row.GetInt64(1)), null, cancellation)[0];

    /// <summary>Says that batches are about to be sent.</summary>
    internal void MarkSending(IReadOnlyList<JournalBatch> batches)
    {
        Moment.Reached("sync.before-mark");
        session.Execute($"update activation.batches set status = 'sending' where batch_id in ({Ids(batches)})", null, cancellation);
        Moment.Reached("sync.after-mark");
    }

    /// <summary>Forgets what was planned and never sent, and the rows of batches that are settled: what was sent is kept as a hash only.</summary>
    internal void Clean(string destination)
    {
        Moment.Reached("sync.before-clean");
        session.InTransaction(() =>
        {
            session.Execute("delete from activation.batches where destination = $1 and status = 'planned'", [destination], cancellation);
            session.Execute(
                """
                delete from activation.batch_rows as r
                where destination = $1 and not exists (
                    select 1 from activation.batches b
                    where b.destination = $1 and b.audience = r.audience and b.status in ('sending', 'unknown')
                        and r.row_number between b.first_row and b.first_row + b.row_count - 1
                )
                """,
                [destination], cancellation);
        });
        Moment.Reached("sync.after-clean");
    }

    IReadOnlyList<JournalBatch> Batches(string sql, IReadOnlyList<object?> parameters) => session.List(
        sql,
        row => new JournalBatch
        {
            Id = row.GetString(0),
            Destination = row.GetString(1),
            Audience = row.GetString(2),
            Purpose = row.GetString(3),
            Channel = row.GetString(4),
            Kind = row.GetString(5),
            RunId = row.GetString(6),
            AsOf = row.GetDateTime(7),
            Sequence = row.GetInt64(8),
            FirstRow = row.GetInt64(9),
            RowCount = row.GetInt64(10),
            Fields = JsonSerializer.Deserialize<string[]>(row.GetString(11)) ?? [],
            Status = row.GetString(12),
            Attempts = row.GetInt32(13),
        },
        parameters, cancellation);

    static string Ids(IReadOnlyList<JournalBatch> batches) => string.Join(", ", batches.Select(batch => SqlText.Text(batch.Id)));

    static string HalfId(string parent, int half) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{parent}/{half}"))))[..32];
}
