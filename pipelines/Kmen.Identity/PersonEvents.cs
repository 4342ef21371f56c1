using Kmen.Warehouse;

namespace Kmen.Identity;

/// <summary>
/// Finds what happened to persons since the registry was last written, and writes it there. Read in order, the events tell who lives: a person lives from <c>created</c> or
/// from the first <c>split</c> that names it, until <c>merged</c> or <c>ended</c>; one that comes back is created again. A <c>split</c> stands for every pair of
/// a person and another whose records it took while the other lives on, or is merged, elsewhere.
/// </summary>
internal static class PersonEvents
{
    /// <summary>Makes the temporary tables <c>event</c> with the columns of <c>identity.history</c>, <c>merged</c>, <c>living_before</c>, and <c>moved</c> and <c>gone</c> of records.</summary>
    internal static void Find(IWarehouseSession session, Scope scope, DateTime asOf, CancellationToken cancellation) => session.Execute(
        $"""
        create or replace temp table merged as
        select claim.old_id, cluster_person.person_id
        from claim join cluster_person on cluster_person.root = claim.root where claim.old_id <> cluster_person.person_id;

        create or replace temp table merge_cause as
        select merged.old_id, min(edge_rule.rule || ': ' || a.source || ' ' || a.record_id || ' = ' || b.source || ' ' || b.record_id) as cause
        from merged
        join assigned a on a.old_id = merged.old_id and a.person_id = merged.person_id
        join (select u as n, v as neighbour, rule from edge_rule union all select v, u, rule from edge_rule) edge_rule on edge_rule.n = a.n
        join assigned b on b.n = edge_rule.neighbour
        where b.old_id is distinct from merged.old_id
        group by merged.old_id;

        create or replace temp table living_before as
        select distinct person_id from {scope.Open} open_row;

        create or replace temp table event as
        select {SqlText.Timestamp(asOf)} as event_at, 'created' as event, cluster_person.person_id, null::bigint as other_person_id,
            case when cluster_person.is_new then 'first record ' else 'came back with record ' end || min(member.source || ' ' || member.record_id) as cause
        from cluster_person
        join member on member.root = cluster_person.root
        left join living_before on living_before.person_id = cluster_person.person_id
        where living_before.person_id is null
        group by cluster_person.person_id, cluster_person.is_new having not cluster_person.is_new or count(member.old_id) = 0
        union all
        select {SqlText.Timestamp(asOf)}, 'split', cluster_person.person_id, member.old_id,
            case when cluster_person.is_new then 'the edges that joined these records are gone' else 'records of the other person are joined to this one' end
        from member
        join cluster_person on cluster_person.root = member.root
        join claim on claim.old_id = member.old_id and claim.root <> member.root
        group by cluster_person.person_id, cluster_person.is_new, member.old_id
        union all
        select {SqlText.Timestamp(asOf)}, 'merged', merged.old_id, merged.person_id, coalesce(merge_cause.cause, 'joined over a new record')
        from merged left join merge_cause on merge_cause.old_id = merged.old_id
        union all
        select {SqlText.Timestamp(asOf)}, 'ended', living_before.person_id, null, 'no source holds a record of this person any more'
        from living_before
        where living_before.person_id not in (select person_id from cluster_person) and living_before.person_id not in (select old_id from merged);

        create or replace temp table moved as
        select assigned.source, assigned.record_id, assigned.person_id
        from assigned
        left join {scope.Open} open_row on open_row.source = assigned.source and open_row.record_id = assigned.record_id
        where open_row.person_id is distinct from assigned.person_id;

        create or replace temp table gone as
        select open_row.source, open_row.record_id
        from {scope.Open} open_row anti join assigned on assigned.source = open_row.source and assigned.record_id = open_row.record_id;

        create or replace temp table ending as
        select source, record_id from moved union all select source, record_id from gone;
        """, cancellation: cancellation);

    /// <summary>Writes the registry: to be run in a transaction on the kept database.</summary>
    internal static void Record(IWarehouseSession session, DateTime asOf, string runId, CancellationToken cancellation) => session.Execute(
        $"""
        {Append("state.registry.history")}

        insert into state.registry.successor
        select person_id, person_id from cluster_person where is_new;
        update state.registry.successor set person_id = merged.person_id from merged where successor.person_id = merged.old_id;

        {Periods("state.registry.record_history", asOf, runId)}

        delete from state.registry.record_person as persons using moved where persons.source = moved.source and persons.record_id = moved.record_id;
        insert into state.registry.record_person select source, record_id, person_id from moved;
        """, cancellation: cancellation);

    /// <summary>The statement that appends tonight's events to a table with the columns of <c>identity.history</c>.</summary>
    internal static string Append(string table) =>
        $"insert into {table} select event_at, event, person_id, other_person_id, cause from event order by event, person_id, other_person_id;";

    /// <summary>
    /// The statements that end and begin periods in a table with the columns of <c>identity.record_history</c>: to be run in a transaction, as rows are found by their place. What an attempt at the same moment
    /// wrote was never valid and goes. Makes the temporary table <c>period</c> of the rows as they were.
    /// </summary>
    internal static string Periods(string table, DateTime asOf, string runId)
    {
        var now = SqlText.Timestamp(asOf);
        return $"""
            create or replace temp table period as
            select history.rowid as place, history.*
            from {table} history semi join ending on ending.source = history.source and ending.record_id = history.record_id
            where history.valid_to is null or history.valid_to > {now} or history.valid_from >= {now};

            delete from {table} as history using period where history.rowid = period.place and period.valid_from >= {now};
            update {table} as history set valid_to = {now} from period where history.rowid = period.place and period.valid_from < {now};
            insert into {table} select source, record_id, person_id, {now}, null, {SqlText.Text(runId)} from moved;
            """;
    }
}
