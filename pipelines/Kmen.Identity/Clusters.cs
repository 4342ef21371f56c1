using Kmen.Warehouse;

namespace Kmen.Identity;

/// <summary>
/// Connected components of records over edges, in SQL: every round hooks each root onto the smallest neighbouring root, shortens the paths by
/// pointer jumping and contracts the edges, so that the number of rounds grows with the logarithm of the longest chain.
/// The result does not depend on the order of rows or the number of threads: a cluster's root is its smallest node.
/// </summary>
internal static class Clusters
{
    /// <summary>Reads the temporary table <c>edge_rule(u, v)</c> and makes the temporary table <c>label(n, root)</c> of all nodes that have an edge.</summary>
    /// <param name="session">The session that holds the temporary tables.</param>
    /// <param name="cancellation">Interrupts the query.</param>
    /// <returns>Rounds needed.</returns>
    internal static int Label(IWarehouseSession session, CancellationToken cancellation)
    {
        session.Execute(
            """
            create or replace temp table label as select n, n as root from (select u as n from edge_rule union select v as n from edge_rule) nodes;
            create or replace temp table open_edge as select distinct least(u, v) as u, greatest(u, v) as v from edge_rule where u <> v;
            """, cancellation: cancellation);
        for (var round = 0; ; round++)
        {
            session.Execute(
                """
                create or replace temp table hook as
                select v as root, min(u) as parent from open_edge group by v
                """, cancellation: cancellation);
            if (session.Scalar<long>("select count(*) from hook", cancellation: cancellation) == 0)
            {
                return round;
            }

            Shorten(session, cancellation);
            session.Execute(
                """
                create or replace temp table next_label as
                select label.n, coalesce(hook.parent, label.root) as root from label left join hook on hook.root = label.root;
                drop table label;
                alter table next_label rename to label;
                create or replace temp table next_edge as
                select distinct least(a, b) as u, greatest(a, b) as v
                from (
                    select coalesce(hu.parent, open_edge.u) as a, coalesce(hv.parent, open_edge.v) as b
                    from open_edge
                    left join hook hu on hu.root = open_edge.u
                    left join hook hv on hv.root = open_edge.v
                ) contracted
                where a <> b;
                drop table open_edge;
                alter table next_edge rename to open_edge;
                """, cancellation: cancellation);
        }
    }

    /// <summary>Every root hooks onto a smaller one, so the hooks are a forest: jumping ends when all point at a root.</summary>
    static void Shorten(IWarehouseSession session, CancellationToken cancellation)
    {
        while (session.Scalar<long>("select count(*) from hook child join hook parent on parent.root = child.parent", cancellation: cancellation) > 0)
        {
            session.Execute(
                """
                create or replace temp table jumped as
                select child.root, coalesce(parent.parent, child.parent) as parent from hook child left join hook parent on parent.root = child.parent;
                drop table hook;
                alter table jumped rename to hook;
                """, cancellation: cancellation);
        }
    }
}
