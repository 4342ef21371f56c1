using Kmen.Warehouse;

namespace Kmen.Identity;

/// <summary>
/// Gives clusters their lasting ids. Each id known from before goes to the cluster that holds most of its records (then the one with the smallest
/// record); of several ids in one cluster the oldest lives on; a cluster without one gets the next number, in the order in which its
/// records were first seen. So the same records and edges over the same registry give the same ids.
/// </summary>
internal static class PersonIds
{
    /// <summary>Makes the temporary tables <c>member</c>, <c>claim</c>, <c>cluster_person(root, person_id, is_new)</c> and <c>assigned</c>.</summary>
    internal static void Assign(IWarehouseSession session, Scope scope, CancellationToken cancellation) => session.Execute(
        $"""
        create or replace temp table member as
        select node.n, coalesce(label.root, node.n) as root, node.source, node.record_id, node.first_seen_at,
            known.old_id
        from node
        left join label on label.n = node.n
        left join {scope.Known} known on known.source = node.source and known.record_id = node.record_id;

        create or replace temp table claim as
        select old_id, root
        from (
            select old_id, root, row_number() over (partition by old_id order by count(*) desc, min(n)) as place
            from member where old_id is not null group by old_id, root
        ) ranked
        where place = 1;

        create or replace temp table cluster_person as
        with kept as (
            select root, min(old_id) as person_id from claim group by root
        ), fresh as (
            select member.root, min(member.first_seen_at) as first_seen_at
            from member left join kept on kept.root = member.root where kept.root is null group by member.root
        )
        select root, person_id, false as is_new from kept
        union all
        select root, (select coalesce(max(old_id), 0) from state.registry.successor)
            + row_number() over (order by first_seen_at nulls last, root), true
        from fresh;

        create or replace temp table assigned as
        select member.n, member.source, member.record_id, member.old_id, cluster_person.person_id, member.first_seen_at
        from member join cluster_person on cluster_person.root = member.root;
        """, cancellation: cancellation);
}
