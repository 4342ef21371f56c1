namespace Kmen.Activation.Journal;

/// <summary>The statements of one commit of outcomes. A commit is about one audience of one destination: $1 and $2.</summary>
internal static class RecordSql
{
    internal const string Tables = """
        create or replace temp table sync_outcomes (
            batch_id varchar, first_row bigint, last_row bigint, status varchar, attempts integer, response varchar, sent_at timestamp
        );
        create or replace temp table sync_rejections (row_number bigint, reason varchar);
        """;

    /// <summary>The rows of the batches with what became of each; null where nothing is known to tell. $3 and $4: the first and the last row number.</summary>
    internal const string Settled = """
        create or replace temp table sync_settled as
        with outcomes as (
            select *, unnest(range(first_row, last_row + 1)) as row_number from sync_outcomes
        )
        select
            r.*, b.batch_id, b.run_id, b.as_of, b.purpose, b.channel, b.attempts + o.attempts as attempt, o.sent_at,
            coalesce(j.reason, o.response) as response,
            case
                when o.status in ('acknowledged', 'rejected') and j.row_number is not null then 'rejected'
                when o.status in ('acknowledged', 'unknown') then o.status
            end as row_status
        from activation.batch_rows r
        join outcomes o on o.row_number = r.row_number
        join activation.batches b on b.batch_id = o.batch_id
        left join sync_rejections j on j.row_number = r.row_number
        where r.destination = $1 and r.audience = $2 and r.row_number between $3 and $4
        """;

    internal const string Deliveries = """
        insert into activation.deliveries
        select destination, audience, external_id, operation, row_status, attempt, sent_at, response, batch_id, run_id, as_of
        from sync_settled
        where row_status is not null and attempt > 0
        """;

    internal const string Forget = """
        delete from activation.acknowledged
        where destination = $1 and audience = $2 and external_id in (select external_id from sync_settled where row_status = 'acknowledged')
        """;

    /// <summary>$1: now.</summary>
    internal const string Remember = """
        insert into activation.acknowledged
        select destination, audience, external_id, address_type, address, payload_hash, purpose, channel, true, $1, as_of, batch_id
        from sync_settled
        where row_status = 'acknowledged' and operation = 'upsert'
        """;

    /// <summary>$1: now.</summary>
    internal const string Refused = """
        create or replace temp table sync_refused as
        select
            s.destination, s.audience, s.external_id, s.operation, s.payload_hash, s.response as reason, coalesce(j.times, 0) + 1 as times,
            coalesce(j.first_rejected_at, $1) as first_rejected_at, $1 as last_rejected_at, s.as_of as last_as_of, s.batch_id
        from sync_settled s
        left join activation.rejected j on j.destination = s.destination and j.audience = s.audience and j.external_id = s.external_id
            and j.operation = s.operation and j.payload_hash = s.payload_hash
        where s.row_status = 'rejected'
        """;

    internal const string ClearRejected = """
        delete from activation.rejected
        where destination = $1 and audience = $2
            and external_id in (select external_id from sync_settled where row_status in ('acknowledged', 'rejected'))
        """;

    internal const string AddRejected = "insert into activation.rejected select * from sync_refused order by external_id";

    /// <summary>$1: now.</summary>
    internal const string Batches = """
        update activation.batches as b
        set status = o.status, attempts = b.attempts + o.attempts, response = o.response, sent_at = coalesce(o.sent_at, b.sent_at),
            settled_at = if(o.status in ('acknowledged', 'rejected', 'split'), $1, null)
        from sync_outcomes o
        where o.batch_id = b.batch_id
        """;

    internal const string Progress = """
        update activation.progress
        set generation = generation + (select count(*) from sync_outcomes where status in ('acknowledged', 'rejected', 'split')),
            delivered_as_of = greatest(delivered_as_of, (
                select max(b.as_of) from sync_outcomes o join activation.batches b on b.batch_id = o.batch_id
                where b.kind = 'sync' and o.status = 'acknowledged'
            ))
        where destination = $1 and audience = $2
        """;

    /// <summary>One half of a batch that was refused as a whole. $1 id, $2 first row, $3 rows, $4 now, $5 parent.</summary>
    internal const string Half = """
        insert into activation.batches
        select $1, destination, audience, purpose, channel, kind, run_id, as_of, sequence, $2, $3, fields, 'planned', 0, batch_id, null, $4, null, null
        from activation.batches
        where batch_id = $5
        """;

    /// <summary>Members of batches that are given up may be at the destination or not. $1 destination, $2 audience.</summary>
    internal const string GiveUpRows = """
        create or replace temp table sync_given_up as
        select r.*, b.batch_id, b.run_id, b.as_of, b.purpose, b.channel, b.attempts, b.sent_at, b.status
        from activation.batch_rows r
        join activation.batches b on b.destination = r.destination and b.audience = r.audience
            and r.row_number between b.first_row and b.first_row + b.row_count - 1
        join sync_forbidden f on f.batch_id = b.batch_id
        where r.destination = $1 and r.audience = $2
        """;

    internal const string GiveUpForget = """
        delete from activation.acknowledged
        where destination = $1 and audience = $2 and external_id in (select external_id from sync_given_up)
        """;

    /// <summary>$1: now.</summary>
    internal const string GiveUpRemember = """
        insert into activation.acknowledged
        select destination, audience, external_id, address_type, address, '', purpose, channel, false, $1, as_of, batch_id
        from sync_given_up
        order by row_number
        """;

    /// <summary>$1: now.</summary>
    internal const string GiveUpDeliveries = """
        insert into activation.deliveries
        select destination, audience, external_id, operation, 'unknown', greatest(attempts, 1), coalesce(sent_at, $1), 'given up', batch_id, run_id, as_of
        from sync_given_up
        where status = 'sending'
        order by row_number
        """;

    /// <summary>$1: now.</summary>
    internal const string GiveUpBatches = """
        update activation.batches set status = 'abandoned', settled_at = $1
        where batch_id in (select batch_id from sync_given_up)
        """;

    internal const string GiveUpProgress = """
        update activation.progress
        set generation = generation + (select count(distinct batch_id) from sync_given_up)
        where destination = $1 and audience = $2
        """;
}
