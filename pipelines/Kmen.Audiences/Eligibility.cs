using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Audiences;

/// <summary>
/// Judges persons for an audience: whom its purpose may reach on its channel, and at which address. A withdrawal at any address of a person holds for the whole person; a purpose that needs
/// consent reaches an address with a valid one, any other an address without a withdrawal; of several, the one that was spoken of last. Who is judged is a matter of cost alone: whom no
/// audience asks about is not looked at, and who was not judged is not reached.
/// </summary>
internal static class Eligibility
{
    /// <summary>The table of who may be reached, for the time of the build: a row an audience and person.</summary>
    internal const string Table = "audiences.eligible";

    /// <summary>What the judgement is made from, beside the persons.</summary>
    internal static IReadOnlyList<string> MadeFrom { get; } = ["audiences.consent", "identity.person_records", "identity.identifiers"];

    /// <summary>What a step reads that asks for it, and judges whom nobody has.</summary>
    internal static IReadOnlyList<string> Inputs { get; } = [Table, .. MadeFrom];

    /// <summary>The audience's rows of the table as a query.</summary>
    internal static string Of(Model audience) => $"select person_id, address_type, address from {Table} where audience = {SqlText.Text(audience.Name)}";

    /// <summary>Judges persons, in the place of those that were judged for the audiences before. All audiences share one look at the records, their addresses and the consents.</summary>
    /// <param name="context">The build.</param>
    /// <param name="workspace">The purposes and channels.</param>
    /// <param name="asked">Audiences whose purpose is not analysis, each with a table of persons: a column person_id.</param>
    internal static void Judge(BuildContext context, WorkspaceConfiguration workspace, IReadOnlyList<(Model Audience, string Persons)> asked)
    {
        if (asked.Count == 0)
        {
            return;
        }

        context.Session.Execute(
            $"""
            delete from {Table} where audience in ({Texts(asked.Select(ask => ask.Audience.Name))});

            insert into {Table}
            with asked as materialized (
                {string.Join(" union all ", asked.Select(ask => $"select distinct {SqlText.Text(ask.Audience.Name)} as audience, {SqlText.Text(ask.Audience.Purpose!)} as purpose, {SqlText.Text(ask.Audience.Channel!)} as channel, person_id::bigint as person_id from {ask.Persons}"))}
            ), person as materialized (
                select distinct person_id, purpose, channel from asked
            ), record as materialized (
                select source, record_id, person_id from identity.person_records where person_id in (select person_id from person)
            ), held as materialized (
                select record.person_id, identifiers.identifier_type as address_type, identifiers.value as address
                from record
                join identity.identifiers on identifiers.source = record.source and identifiers.record_id = record.record_id
                where identifiers.value is not null
            ), judged as materialized (
                select person.*, held.address_type, held.address, consent.is_valid, consent.is_withdrawn, consent.stated_at
                from person
                join held on held.person_id = person.person_id
                left join audiences.consent
                    on consent.address_type = held.address_type and consent.address = held.address and consent.purpose = person.purpose and consent.channel = person.channel
                    and consent.purpose in ({Texts(asked.Select(ask => ask.Audience.Purpose!))}) and consent.channel in ({Texts(asked.Select(ask => ask.Audience.Channel!))})
            ), withdrawn as (
                select distinct person_id, purpose, channel from judged where is_withdrawn
            ), reachable as (
                select judged.*, row_number() over (partition by judged.person_id, judged.purpose, judged.channel order by stated_at desc nulls last, address) as place
                from judged
                join (values {string.Join(", ", asked.Select(ask => Rule(workspace, ask.Audience)).Distinct())}) rule(purpose, channel, address_type, needs_consent)
                    on rule.purpose = judged.purpose and rule.channel = judged.channel and rule.address_type = judged.address_type
                anti join withdrawn on withdrawn.person_id = judged.person_id and withdrawn.purpose = judged.purpose and withdrawn.channel = judged.channel
                where case when needs_consent then is_valid else is_withdrawn is not true end
            )
            select asked.audience, asked.person_id, reachable.address_type, reachable.address
            from asked
            join reachable on reachable.person_id = asked.person_id and reachable.purpose = asked.purpose and reachable.channel = asked.channel
            where reachable.place = 1
            """, cancellation: context.Cancellation);
    }

    /// <summary>What an address must be for a purpose to reach its person on a channel.</summary>
    static string Rule(WorkspaceConfiguration workspace, Model audience) =>
        $"({SqlText.Text(audience.Purpose!)}, {SqlText.Text(audience.Channel!)}, {SqlText.Text(workspace.Channels[audience.Channel!].AddressType)}, {(workspace.Purposes[audience.Purpose!].LegalBasis == LegalBasis.Consent ? "true" : "false")})";

    static string Texts(IEnumerable<string> texts) => string.Join(", ", texts.Distinct().Select(SqlText.Text));
}
