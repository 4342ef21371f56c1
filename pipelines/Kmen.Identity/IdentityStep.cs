using System.Globalization;
using Kmen.Models.Building;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Identity;

/// <summary>
/// Decides who is who: clusters the records of <c>identity.records</c> over <c>identity.edges</c>, gives clusters lasting ids, and makes
/// <c>identity.person_records</c>, <c>record_history</c>, <c>history</c>, <c>successor</c>, <c>record_as_of</c> and <c>marts.as_of</c>.
/// The registry is committed on its own: a night that fails later finds the same ids when it is run again.
/// </summary>
public sealed class IdentityStep(bool hasEdges) : IBuildStep
{
    /// <inheritdoc/>
    public string Name => "identity.person_records";

    /// <inheritdoc/>
    public string Kind => "identity";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } = hasEdges ? ["identity.records", "identity.edges"] : ["identity.records"];

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs { get; } =
    [
        "identity.person_records", "identity.record_history", "identity.history", "identity.successor", "identity.record_as_of", "marts.as_of",
    ];

    /// <inheritdoc/>
    public StepResult Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var session = context.Session;
        Nodes(context);
        Clusters.Label(session, context.Cancellation);
        PersonIds.Assign(session, context.Cancellation);
        PersonEvents.Find(session, context.Run.AsOf, context.Cancellation);
        session.InTransaction(() =>
        {
            PersonEvents.Record(session, context.Run.AsOf, context.Run.RunId, context.Cancellation);
            Failpoint.Reached("identity.before-commit");
        });
        Failpoint.Reached("identity.after-commit");
        Publish(context);
        return new StepResult(
            session.Scalar<long>("select count(*) from assigned"),
            string.Create(CultureInfo.InvariantCulture, $"{session.Scalar<long>("select count(*) from cluster_person"):N0} persons; {Events(session)}"));
    }

    void Nodes(BuildContext context)
    {
        var withoutKey = context.Session.Scalar<long>(
            "select count(*) from identity.records where source is null or record_id is null", cancellation: context.Cancellation);
        if (withoutKey > 0)
        {
            throw new KmenException(
                $"identity.records holds {withoutKey:N0} records without source or record_id.", new SourcePosition("sql/identity/records.sql"),
                "Leave them out: such a record would be somebody new every night.");
        }

        var twice = context.Session.Scalar<long>(
            "select count(*) from (select 1 from identity.records group by source, record_id having count(*) > 1) twice", cancellation: context.Cancellation);
        if (twice > 0)
        {
            throw new KmenException(
                $"identity.records holds {twice:N0} records more than once.", new SourcePosition("sql/identity/records.sql"),
                "Its grain is (source, record_id): group by both.");
        }

        context.Session.Execute(
            $"""
            create or replace temp table node as
            select row_number() over (order by source, record_id) as n, source::varchar as source, record_id::varchar as record_id,
                first_seen_at::timestamp as first_seen_at
            from identity.records;

            create or replace temp table edge_rule as
            {(hasEdges
                ? """
                  select a.n as u, b.n as v, edges.rule
                  from identity.edges edges
                  join node a on a.source = edges.left_source and a.record_id = edges.left_record_id
                  join node b on b.source = edges.right_source and b.record_id = edges.right_record_id
                  where a.n <> b.n
                  """
                : "select 0::bigint as u, 0::bigint as v, '' as rule where false")};

            create or replace temp table edge as select distinct u, v from edge_rule;
            """, cancellation: context.Cancellation);
    }

    static void Publish(BuildContext context)
    {
        context.Session.Execute(Tables(context), cancellation: context.Cancellation);
        TableComment.Write(
            context.Session, null, IdentityComments.PersonRecords, IdentityComments.RecordHistory, IdentityComments.History, IdentityComments.Successor, IdentityComments.AsOf);
    }

    static string Tables(BuildContext context) =>
        $"""
        create schema if not exists identity;
        create schema if not exists marts;
        create or replace table identity.person_records as select source, record_id, person_id from assigned order by n;
        create or replace table identity.record_history as
            select source, record_id, person_id, valid_from, valid_to, run_id from state.registry.record_history order by source, record_id, valid_from;
        create or replace table identity.history as
            select event_at, event, person_id, other_person_id, cause from state.registry.history order by event_at, rowid;
        create or replace table identity.successor as
            select successor.old_id, living.person_id
            from state.registry.successor successor left join (select distinct person_id from assigned) living on living.person_id = successor.person_id
            order by successor.old_id;
        create or replace view identity.record_as_of as
            select {SqlText.Timestamp(context.Run.AsOf)} as as_of, person_id, source, record_id from identity.person_records;
        create or replace table marts.as_of as
            select distinct person_id, {SqlText.Timestamp(context.Run.AsOf)} as as_of from identity.person_records order by person_id;
        """;

    static string Events(IWarehouseSession session)
    {
        var counts = session.List(
            "select event, count(*) from event group by event order by event",
            row => string.Create(CultureInfo.InvariantCulture, $"{row.GetInt64(1):N0} {row.GetString(0)}"));
        return counts.Count == 0 ? "nothing happened to anyone" : string.Join(", ", counts);
    }
}
