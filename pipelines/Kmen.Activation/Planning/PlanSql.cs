using Kmen.Activation.Consent;
using Kmen.Warehouse;

namespace Kmen.Activation.Planning;

/// <summary>
/// The steps from a publication to the changes that one destination's audience needs. Each is one statement that can be printed and run by itself.
/// Parameters everywhere: $1 the destination, $2 the audience.
/// </summary>
internal static class PlanSql
{
    /// <summary>A row that the destination refused is tried at most so often, until it changes.</summary>
    internal const int MostTries = 5;

    /// <summary>Step 1: the members to be at the destination. $1 is the audience here.</summary>
    /// <param name="fields">The expression of the fields.</param>
    /// <param name="needsGiven">Whether the purpose needs a given consent.</param>
    /// <param name="purpose">The purpose.</param>
    /// <param name="channel">The channel.</param>
    internal static string Desired(string fields, bool needsGiven, string purpose, string channel) => $"""
        create or replace temp table sync_desired as
        with members as (
            select person_id, cast(person_id as varchar) as external_id, address_type, address
            from published.audiences.membership
            where audience = $1 and left_at is null
        ),
        rows as (
            select m.*, {fields} as fields
            from members m
            left join published.marts.person p on p.person_id = m.person_id
        )
        select
            m.external_id, m.address_type, m.address, m.fields,
            md5(concat_ws(chr(31), coalesce(m.address_type, ''), coalesce(m.address, ''), m.fields)) as payload_hash,
            {ConsentSql.IsAllowed("m.address", needsGiven ? "true" : "false")} as is_allowed
        from rows m
        {ConsentSql.JoinStatements("m.address", SqlText.Text(purpose.ToLowerInvariant()), SqlText.Text(channel.ToLowerInvariant()))}
        {ConsentSql.JoinPersons("m.person_id", SqlText.Text(purpose.ToLowerInvariant()), SqlText.Text(channel.ToLowerInvariant()))}
        """;

    /// <summary>Step 1 of an audience that the destination no longer receives: nobody is to be there.</summary>
    internal const string NobodyDesired = """
        create or replace temp table sync_desired (
            external_id varchar, address_type varchar, address varchar, fields varchar, payload_hash varchar, is_allowed boolean
        )
        """;

    /// <summary>Members whose last batch has no known outcome.</summary>
    const string OpenRows = """
        select distinct r.external_id
        from activation.batch_rows r
        join activation.batches b on b.destination = r.destination and b.audience = r.audience
            and r.row_number between b.first_row and b.first_row + b.row_count - 1
        where r.destination = $1 and r.audience = $2 and b.status in ('sending', 'unknown')
        """;

    /// <summary>Step 2: the difference to what was acknowledged. $3 is the <c>as_of</c>.</summary>
    internal static string Changes { get; } = $"""
        create or replace temp table sync_changes as
        with desired as (
            select * from sync_desired where is_allowed
        ),
        acknowledged as (
            select * from activation.acknowledged where destination = $1 and audience = $2
        ),
        differences as (
            select
                if(d.external_id is null, 'remove', 'upsert') as operation,
                coalesce(d.external_id, a.external_id) as external_id,
                if(d.external_id is null, a.address_type, d.address_type) as address_type,
                if(d.external_id is null, a.address, d.address) as address,
                coalesce(d.fields, '{"{}"}') as fields,
                coalesce(d.payload_hash, a.payload_hash) as payload_hash
            from desired d
            full outer join acknowledged a on a.external_id = d.external_id
            where d.external_id is null or a.external_id is null or a.payload_hash is distinct from d.payload_hash or not a.is_certain
        ),
        open_rows as ({OpenRows})
        select
            c.*,
            coalesce(cast(s.person_id as varchar), c.external_id) as group_id,
            t.external_id is not null as is_merge,
            o.external_id is not null as is_parked,
            j.external_id is not null as is_held
        from differences c
        left join published.identity.successor s on c.operation = 'remove' and s.old_id = try_cast(c.external_id as bigint)
            and s.person_id is distinct from s.old_id
        left join desired t on t.external_id = cast(s.person_id as varchar)
        left join open_rows o on o.external_id = c.external_id
        left join activation.rejected j on j.destination = $1 and j.audience = $2 and j.external_id = c.external_id
            and j.operation = c.operation and j.payload_hash = c.payload_hash and (j.times >= {MostTries} or j.last_as_of >= $3)
        """;

    /// <summary>Step 2 for opt-outs: everybody acknowledged who has withdrawn since; nothing of it is held back.</summary>
    /// <param name="publication">The catalogue that knows the persons' successors, or null.</param>
    internal static string OptOutChanges(string? publication) => $"""
        create or replace temp table sync_changes as
        with acknowledged as (
            select a.*, {(publication is null ? "try_cast(a.external_id as bigint)" : "coalesce(s.person_id, try_cast(a.external_id as bigint))")} as person_id
            from activation.acknowledged a
            {(publication is null ? "" : $"left join {publication}.identity.successor s on s.old_id = try_cast(a.external_id as bigint)")}
            where a.destination = $1 and a.audience = $2
        ),
        open_rows as ({OpenRows})
        select
            'remove' as operation, a.external_id, a.address_type, a.address, '{"{}"}' as fields, a.payload_hash, a.external_id as group_id,
            false as is_merge, o.external_id is not null as is_parked, false as is_held
        from acknowledged a
        left join open_rows o on o.external_id = a.external_id
        {ConsentSql.JoinStatements("a.address", "lower(a.purpose)", "lower(a.channel)")}
        {ConsentSql.JoinPersons("a.person_id", "lower(a.purpose)", "lower(a.channel)")}
        where {ConsentSql.IsWithdrawn} or x.person_id is not null
        """;

    /// <summary>What the plan comes to.</summary>
    internal const string Counts = """
        select
            count(*) filter (where operation = 'upsert' and not is_parked and not is_held),
            count(*) filter (where operation = 'remove' and not is_parked and not is_held),
            count(*) filter (where operation = 'remove' and not is_parked and not is_held and not is_merge),
            count(*) filter (where is_held),
            count(*) filter (where is_parked and not is_held)
        from sync_changes
        """;

    /// <summary>Ids to look at.</summary>
    internal const string Sample = """
        select external_id from sync_changes where not is_parked and not is_held
        order by operation desc, try_cast(external_id as bigint) nulls last, external_id limit 10
        """;

    /// <summary>
    /// Step 3: the rows in order, with the number of their batch from 0. Removal and upsert of merged persons stand beside each other in one batch,
    /// the removal first, unless there are more of them than a batch holds. $1 is the batch size.
    /// </summary>
    internal const string Rows = """
        create or replace temp table sync_rows as
        with changes as (
            select *, row_number() over (order by group_id, operation, external_id) as n
            from sync_changes
            where not is_parked and not is_held
        ),
        sizes as (
            select group_id, min(n) as first_n, count(*) as rows from changes where group_id in (
                select group_id from changes where group_id <> external_id
            )
            group by group_id
        ),
        batches as (
            select if(coalesce(max(rows), 1) > $1, 1, coalesce(max(rows), 1)) as largest from sizes
        )
        select
            c.n, c.operation, c.external_id, c.address_type, c.address, c.fields, c.payload_hash,
            (if(b.largest = 1, c.n, coalesce(s.first_n, c.n)) - 1) // ($1 - b.largest + 1) as batch
        from changes c
        cross join batches b
        left join sizes s on s.group_id = c.group_id
        """;

    /// <summary>Step 4: into the journal. $3 is the number of the first row.</summary>
    internal const string JournalRows = """
        insert into activation.batch_rows
        select $1, $2, $3 + n - 1, operation, external_id, address_type, address, fields, payload_hash from sync_rows order by n
        """;

    /// <summary>
    /// Step 5: the batches. The id follows from all that the body says and from the generation: a plan that is made again after a crash has the same ids,
    /// the same change at a later time another, and no id ever comes with two bodies. $3 first row, $4 generation, $5 kind, $6 run, $7 as_of, $8 purpose, $9 channel,
    /// $10 fields, $11 now.
    /// </summary>
    internal const string JournalBatches = """
        insert into activation.batches
        with batches as (
            select batch, min(n) as first_n, count(*) as rows,
                string_agg(concat_ws(chr(31), operation, external_id, payload_hash), chr(30) order by n) as content
            from sync_rows
            group by batch
        )
        select
            left(sha256(concat_ws(chr(30), $1, $2, cast($4 as varchar), $5, cast($7 as varchar), $10, content)), 32),
            $1, $2, $8, $9, $5, $6, $7, $4 + row_number() over (order by batch) - 1, $3 + first_n - 1, rows, $10, 'planned', 0, null, null, $11, null, null
        from batches
        order by batch
        """;
}
