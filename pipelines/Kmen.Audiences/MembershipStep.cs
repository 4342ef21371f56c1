using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Audiences;

/// <summary>
/// Keeps who is and was in each audience: a stay begins with the run that first finds the person in it, and ends with the run that no longer does.
/// After a merge the survivor keeps the earliest entry of both; after a split who took records of another keeps that one's entry; so neither lets anyone enter again,
/// also where the merge or split was found by nights that were not published. What a run as of the same moment or later said before is taken back first.
/// </summary>
internal sealed class MembershipStep(WorkspaceConfiguration workspace, IReadOnlyList<Model> audiences) : IBuildStep
{
    /// <inheritdoc/>
    public string Name => "audiences.membership";

    /// <inheritdoc/>
    public string Kind => "audience";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } =
    [
        "identity.successor", "identity.history", .. audiences.Select(audience => audience.FullName.ToLowerInvariant()),
        .. workspace.Consents is null ? [] : Eligibility.Inputs,
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs { get; } = ["audiences.membership", "audiences.definition"];

    /// <inheritdoc/>
    public StepResult Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var session = context.Session;
        var asOf = SqlText.Timestamp(context.Run.AsOf);
        JudgeTheRest(context);
        session.Execute(
            $"""
            create or replace table audiences.definition as
            select * from (values {string.Join(", ", audiences.Select(Definition))}) definition(audience, purpose, channel, description) order by audience;

            create or replace temp table membership_now as {string.Join(" union all ", audiences.Select(Now))};

            create or replace temp table membership_before as
            select audience, person_id, entered_at, case when left_at < {asOf} then left_at end as left_at, reason, address_type, address
            from ({Before(context)}) published where entered_at < {asOf};

            create or replace temp table happened as {Happened(context)};
            """, cancellation: context.Cancellation);
        session.Execute(
            $"""
            create or replace table audiences.membership as
            with recursive step as (
                select other_person_id as from_id, person_id as to_id, event_at from happened where event = 'split'
                union all
                select person_id, other_person_id, event_at from happened where event = 'merged'
            ), lineage as (
                select person_id as was_id, person_id, timestamp '-infinity' as since
                from (select distinct person_id from membership_before where left_at is null) inside
                where person_id in (select from_id from step)
                union
                select lineage.was_id, step.to_id, step.event_at from lineage join step on step.from_id = lineage.person_id and step.event_at >= lineage.since
            ), heir as (
                select was_id, person_id from lineage
                union
                select person_id, person_id from membership_before where left_at is null
            ), living as (
                select before.audience, successor.person_id, before.entered_at
                from membership_before before
                join heir on heir.was_id = before.person_id
                join identity.successor on successor.old_id = heir.person_id
                where before.left_at is null and successor.person_id is not null
            ), earliest as (
                select audience, person_id, min(entered_at) as entered_at from living group by audience, person_id
            ), open_now as (
                select now.audience, now.person_id, coalesce(earliest.entered_at, {asOf}) as entered_at, null::timestamp as left_at,
                    now.reason, now.address_type, now.address
                from membership_now now left join earliest using (audience, person_id)
            ), closed as (
                select before.* from membership_before before where before.left_at is not null
                union all by name
                select before.* replace ({asOf} as left_at)
                from membership_before before
                anti join open_now on open_now.audience = before.audience and open_now.person_id = before.person_id
                where before.left_at is null
            )
            select * from open_now union all select * from closed
            order by audience, person_id, entered_at;
            """, cancellation: context.Cancellation);
        TableComment.Write(session, null, AudienceComments.Membership, AudienceComments.Definition);
        var counts = session.List(
            "select count(*) filter (where left_at is null), count(*) filter (where entered_at = $1 and left_at is null), count(*) filter (where left_at = $1) from audiences.membership",
            row => (Inside: row.GetInt64(0), Entered: row.GetInt64(1), Left: row.GetInt64(2)), [context.Run.AsOf])[0];
        return new StepResult(counts.Inside, $"{counts.Entered:N0} entered, {counts.Left:N0} left");
    }

    static string Definition(Model audience) =>
        $"({SqlText.Text(audience.Name)}, {SqlText.Text(audience.Purpose!)}, {(audience.Channel is null ? "null::varchar" : SqlText.Text(audience.Channel))}, {SqlText.Text(audience.Description ?? "")})";

    /// <summary>Judges the persons of audiences that are as an earlier build left them: it took what it had judged with it.</summary>
    void JudgeTheRest(BuildContext context)
    {
        var rest = audiences.Where(IsRestricted).Select(audience => (Audience: audience, Persons: SqlText.Names(AudienceSteps.Schema, audience.Name))).Where(audience => context.Session.Scalar<bool>(
            $"select exists (select 1 from {audience.Persons}) and not exists ({Eligibility.Of(audience.Audience)})", cancellation: context.Cancellation));
        Eligibility.Judge(context, workspace, [.. rest]);
    }

    bool IsRestricted(Model audience) => workspace.Purposes[audience.Purpose!].LegalBasis != LegalBasis.Analysis;

    string Now(Model audience)
    {
        var table = SqlText.Names(AudienceSteps.Schema, audience.Name);
        return !IsRestricted(audience)
            ? $"select {SqlText.Text(audience.Name)} as audience, person_id, reason::varchar as reason, null::varchar as address_type, null::varchar as address from {table}"
            : $"""
               select {SqlText.Text(audience.Name)} as audience, candidate.person_id, candidate.reason::varchar as reason, eligible.address_type, eligible.address
               from {table} candidate
               join ({Eligibility.Of(audience)}) eligible on eligible.person_id = candidate.person_id
               """;
    }

    static string Before(BuildContext context) => WasPublished(context, "audiences.membership")
        ? $"select audience, person_id, entered_at, left_at, reason, address_type, address from {Catalogs.Previous}.audiences.membership"
        : """
          select null::varchar as audience, null::bigint as person_id, null::timestamp as entered_at, null::timestamp as left_at,
              null::varchar as reason, null::varchar as address_type, null::varchar as address where false
          """;

    /// <summary>Merges and splits since the last publication: its own night's, and those of nights that failed after they had found them.</summary>
    static string Happened(BuildContext context)
    {
        const string Columns = "event_at, event, person_id, other_person_id";
        const string Now = $"select {Columns} from identity.history where event in ('merged', 'split')";
        return WasPublished(context, "identity.history") ? $"{Now} except select {Columns} from {Catalogs.Previous}.identity.history" : Now;
    }

    static bool WasPublished(BuildContext context, string name) =>
        context.HasPrevious && context.Session.Tables(Catalogs.Previous).Any(table => table.FullName == name);
}
