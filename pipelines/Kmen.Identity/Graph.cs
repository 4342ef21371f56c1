using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Identity;

/// <summary>The records and edges of a scope with numbers for names, in the order of source and record_id.</summary>
internal static class Graph
{
    static readonly SourcePosition Source = new("sql/identity/records.sql");

    /// <summary>Makes the temporary tables <c>node(n, source, record_id, first_seen_at)</c> and <c>edge_rule(u, v, rule)</c>; an edge to an unknown record is none.</summary>
    /// <exception cref="KmenException">A record has no key, or is there twice.</exception>
    internal static void Read(IWarehouseSession session, Scope scope, bool hasEdges, CancellationToken cancellation)
    {
        var withoutKey = session.Scalar<long>("select count(*) from identity.records where source is null or record_id is null", cancellation: cancellation);
        if (withoutKey > 0)
        {
            throw new KmenException(
                $"identity.records holds {withoutKey:N0} records without source or record_id.", Source, "Leave them out: such a record would be somebody new every night.");
        }

        session.Execute(
            $"""
            create or replace temp table node as
            select row_number() over (order by source, record_id) as n, source::varchar as source, record_id::varchar as record_id,
                first_seen_at::timestamp as first_seen_at
            from {scope.Records} records
            """, cancellation: cancellation);

        // Whoever is twice in a scope of changed records was not so before, or the last build would have refused it: the scope holds all that are.
        var twice = session.Scalar<long>("select count(*) from (select 1 from node group by source, record_id having count(*) > 1) twice", cancellation: cancellation);
        if (twice > 0)
        {
            throw new KmenException($"identity.records holds {twice:N0} records more than once.", Source, "Its grain is (source, record_id): group by both.");
        }

        session.Execute(
            $"""
            create or replace temp table edge_rule as
            {(hasEdges
                ? """
                  select a.n as u, b.n as v, edges.rule
                  from identity.edges edges
                  join node a on a.source = edges.left_source::varchar and a.record_id = edges.left_record_id::varchar
                  join node b on b.source = edges.right_source::varchar and b.record_id = edges.right_record_id::varchar
                  where a.n <> b.n
                  """
                : "select 0::bigint as u, 0::bigint as v, '' as rule where false")}
            """, cancellation: cancellation);
    }
}
