using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Audiences;

/// <summary>
/// Keeps who is and was in each audience: a stay begins with the run that first finds the person in it, and ends with the run that no longer does.
/// After a merge the survivor keeps the earliest entry of both; after a split the new person keeps the entry of the one it was part of; so neither lets anyone enter again.
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
        .. workspace.Consents is null ? Array.Empty<string>() : ["audiences.eligible"],
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs { get; } = ["audiences.membership", "audiences.definition"];

    /// <inheritdoc/>
    public StepResult Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var session = context.Session;
        var asOf = SqlText.Timestamp(context.Run.AsOf);
        session.Execute(
            $"""
            create or replace table audiences.definition as
            select * from (values {string.Join(", ", audiences.Select(Definition))}) definition(audience, purpose, channel, description) order by audience;

            create or replace temp table membership_now as {string.Join(" union all ", audiences.Select(Now))};

            create or replace temp table membership_before as {Before(context)};
            """, cancellation: context.Cancellation);
        session.Execute(
            $"""
            create or replace table audiences.membership as
            with living as (
                select before.audience, before.person_id as was_id, successor.person_id, before.entered_at
                from membership_before before join identity.successor on successor.old_id = before.person_id
                where before.left_at is null and successor.person_id is not null
                union all
                select before.audience, before.person_id, history.person_id, before.entered_at
                from membership_before before
                join identity.history on history.event = 'split' and history.other_person_id = before.person_id and history.event_at = {asOf}
                where before.left_at is null
            ), earliest as (
                select audience, person_id, min(entered_at) as entered_at from living group by audience, person_id
            ), open_now as (
                select now.audience, now.person_id, coalesce(earliest.entered_at, {asOf}) as entered_at, null::timestamp as left_at,
                    now.reason, now.address_type, now.address
                from membership_now now left join earliest using (audience, person_id)
            ), closed as (
                select before.audience, before.person_id, before.entered_at, coalesce(before.left_at, {asOf}) as left_at,
                    before.reason, before.address_type, before.address
                from membership_before before
                left join open_now on open_now.audience = before.audience and open_now.person_id = before.person_id and before.left_at is null
                where open_now.person_id is null and (before.left_at is not null or before.entered_at < {asOf})
            )
            select * from open_now union all select * from closed
            order by audience, person_id, entered_at;
            comment on table audiences.membership is 'One row a stay of a person in an audience; left_at is null while the person is inside.';
            """, cancellation: context.Cancellation);
        var counts = session.List(
            "select count(*) filter (where left_at is null), count(*) filter (where entered_at = $1 and left_at is null), count(*) filter (where left_at = $1) from audiences.membership",
            row => (Inside: row.GetInt64(0), Entered: row.GetInt64(1), Left: row.GetInt64(2)), [context.Run.AsOf])[0];
        return new StepResult(counts.Inside, $"{counts.Entered:N0} entered, {counts.Left:N0} left");
    }

    static string Definition(Model audience) =>
        $"({SqlText.Text(audience.Name)}, {SqlText.Text(audience.Purpose!)}, {(audience.Channel is null ? "null::varchar" : SqlText.Text(audience.Channel))}, {SqlText.Text(audience.Description ?? "")})";

    string Now(Model audience)
    {
        var table = SqlText.Names(AudienceSteps.Schema, audience.Name);
        return workspace.Purposes[audience.Purpose!].LegalBasis == LegalBasis.Analysis
            ? $"select {SqlText.Text(audience.Name)} as audience, person_id, reason::varchar as reason, null::varchar as address_type, null::varchar as address from {table}"
            : $"""
               select {SqlText.Text(audience.Name)} as audience, candidate.person_id, candidate.reason::varchar as reason, eligible.address_type, eligible.address
               from {table} candidate
               join audiences.eligible on eligible.person_id = candidate.person_id
                   and eligible.purpose = {SqlText.Text(audience.Purpose!)} and eligible.channel = {SqlText.Text(audience.Channel!)}
               """;
    }

    static string Before(BuildContext context)
    {
        var hasTable = context.HasPrevious && context.Session.Tables(Catalogs.Previous).Any(table => table.FullName == "audiences.membership");
        return hasTable
            ? $"select audience, person_id, entered_at, left_at, reason, address_type, address from {Catalogs.Previous}.audiences.membership"
            : """
              select null::varchar as audience, null::bigint as person_id, null::timestamp as entered_at, null::timestamp as left_at,
                  null::varchar as reason, null::varchar as address_type, null::varchar as address where false
              """;
    }
}
