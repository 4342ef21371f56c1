using Kmen.Models.Building;
using Kmen.Warehouse;

namespace Kmen.Identity;

/// <summary>The tables of identity in the candidate, made whole or brought from those of the last publication to tonight's.</summary>
internal static class PersonTables
{
    /// <summary>Makes all of them from what was assigned and from the registry.</summary>
    internal static void Make(BuildContext context)
    {
        context.Session.Execute(
            $"""
            create schema if not exists identity;
            create schema if not exists marts;
            create or replace table identity.person_records as select source, record_id, person_id, first_seen_at from assigned order by n;
            create or replace table identity.record_history as
                select source, record_id, person_id, valid_from, valid_to, run_id from state.registry.record_history order by source, record_id, valid_from;
            create or replace table identity.history as
                select event_at, event, person_id, other_person_id, cause from state.registry.history order by event_at, rowid;
            create or replace table identity.successor as
                select successor.old_id, living.person_id
                from state.registry.successor successor left join (select person_id from cluster_person) living on living.person_id = successor.person_id
                order by successor.old_id;
            create or replace table marts.as_of as
                select person_id, {SqlText.Timestamp(context.Run.AsOf)} as as_of from cluster_person order by person_id;
            """, cancellation: context.Cancellation);
        Show(context);
        TableComment.Write(
            context.Session, null, IdentityComments.PersonRecords, IdentityComments.RecordHistory, IdentityComments.History, IdentityComments.Successor, IdentityComments.AsOf);
    }

    /// <summary>Replaces the rows of what happened tonight, and tells which these are.</summary>
    internal static void Change(BuildContext context)
    {
        context.Session.InTransaction(() => context.Session.Execute(Changes(context), cancellation: context.Cancellation));
        TableComment.Write(context.Session, null, IdentityComments.AsOf);
        CloseGaps(context, IdentityComments.PersonRecords, "source, record_id");
        CloseGaps(context, IdentityComments.RecordHistory, "source, record_id, valid_from");
        Show(context);
        Note(context);
    }

    /// <summary>A record that nothing happened to keeps its rows; whether a person of another scope lives, and what leads to it, cannot have changed.</summary>
    static string Changes(BuildContext context) =>
        $"""
        create or replace temp table renewed as
        select assigned.source, assigned.record_id, assigned.person_id, assigned.first_seen_at
        from assigned
        left join open_record on open_record.source = assigned.source and open_record.record_id = assigned.record_id
        where open_record.person_id is distinct from assigned.person_id or open_record.first_seen_at is distinct from assigned.first_seen_at;
        create or replace temp table replaced as
        select open_record.* from open_record semi join (select source, record_id from renewed union all select source, record_id from gone) other using (source, record_id);
        delete from identity.person_records as records using replaced where records.source = replaced.source and records.record_id = replaced.record_id;
        insert into identity.person_records select * from renewed;

        {PersonEvents.Periods("identity.record_history", context.Run.AsOf, context.Run.RunId)}
        {PersonEvents.Append("identity.history")}

        create or replace temp table leads as
        select now.old_id, now.person_id, before.person_id as was, before.old_id is null as is_new
        from (
            select successor.old_id, living.person_id
            from state.registry.successor successor
            semi join (select old_id as person_id from reached_id union select person_id from cluster_person) persons on persons.person_id = successor.person_id
            left join (select person_id from cluster_person) living on living.person_id = successor.person_id
        ) now
        left join identity.successor before on before.old_id = now.old_id
        where before.old_id is null or before.person_id is distinct from now.person_id;
        update identity.successor as successor set person_id = leads.person_id from leads where successor.old_id = leads.old_id and not leads.is_new;
        insert into identity.successor select old_id, person_id from leads where is_new order by old_id;

        create or replace table marts.as_of as
        select person_id, {SqlText.Timestamp(context.Run.AsOf)} as as_of
        from (
            select person_id from marts.as_of anti join living_before using (person_id)
            union all
            select person_id from cluster_person
        ) living;
        """;

    /// <summary>Deleted rows leave gaps: above a share of them a table is written anew, so that its file does not grow from night to night.</summary>
    static void CloseGaps(BuildContext context, TableComment comment, string order)
    {
        // A row's number is its place in the file, gaps included.
        var (session, table) = (context.Session, comment.Table);
        var places = session.Scalar<long>($"select coalesce(max(rowid) + 1, 0) from {table}", cancellation: context.Cancellation);
        if (places > (1 + context.LargestGaps) * session.Scalar<long>($"select count(*) from {table}", cancellation: context.Cancellation))
        {
            session.Execute($"create or replace table {table} as select * from {table} order by {order}", cancellation: context.Cancellation);
            TableComment.Write(session, null, comment);
        }
    }

    static void Note(BuildContext context)
    {
        var now = SqlText.Timestamp(context.Run.AsOf);
        Note(context, "identity.person_records", "select * from replaced union all select * from renewed");
        Note(
            context, "identity.record_history",
            $"""
            select * exclude (place) from period
            union all select * exclude (place) replace ({now} as valid_to) from period where valid_from < {now}
            union all select source, record_id, person_id, {now}, null, {SqlText.Text(context.Run.RunId)} from moved
            """);
        Note(context, "identity.history", "select * from event");
        Note(context, "identity.successor", "select old_id, was as person_id from leads where not is_new union all select old_id, person_id from leads");
    }

    static void Note(BuildContext context, string table, string rows)
    {
        if (context.Changes is not { } changes)
        {
            return;
        }

        var kept = changes.NewTable();
        context.Session.Execute($"create table {kept} as {rows}", cancellation: context.Cancellation);
        context.NoteChanges(table, context.Session.Scalar<long>($"select count(*) from {kept}") == 0 ? "" : $"select * from {kept}");
    }

    /// <summary>The graph of tonight as one of many moments: a publication does not keep the view.</summary>
    static void Show(BuildContext context) => context.Session.Execute(
        $"""
        create or replace view identity.record_as_of as
        select {SqlText.Timestamp(context.Run.AsOf)} as as_of, person_id, source, record_id, first_seen_at from identity.person_records
        """, cancellation: context.Cancellation);
}
