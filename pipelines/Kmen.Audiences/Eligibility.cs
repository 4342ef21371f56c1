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

    /// <summary>What the judgement is made from.</summary>
    internal static IReadOnlyList<string> Inputs { get; } = [Table, "audiences.consent", "identity.person_records", "identity.identifiers"];

    /// <summary>Makes the table, with nobody in it.</summary>
    internal static void Begin(BuildContext context) => context.Session.Execute(
        $"create or replace table {Table} (audience varchar, person_id bigint, address_type varchar, address varchar)", cancellation: context.Cancellation);

    /// <summary>The audience's rows of the table as a query.</summary>
    internal static string Of(Model audience) => $"select person_id, address_type, address from {Table} where audience = {SqlText.Text(audience.Name)}";

    /// <summary>Judges persons, in the place of those that were judged for the audience before.</summary>
    /// <param name="context">The build.</param>
    /// <param name="workspace">The purposes and channels.</param>
    /// <param name="audience">The audience; its purpose is not analysis.</param>
    /// <param name="persons">A table with a column person_id.</param>
    internal static void Judge(BuildContext context, WorkspaceConfiguration workspace, Model audience, string persons)
    {
        var allows = workspace.Purposes[audience.Purpose!].LegalBasis == LegalBasis.Consent ? "is_valid" : "is_withdrawn is not true";
        context.Session.Execute(
            $"""
            delete from {Table} where audience = {SqlText.Text(audience.Name)};

            insert into {Table}
            with record as materialized (
                select source, record_id, person_id from identity.person_records where person_id in (select person_id from {persons})
            ), held as materialized (
                select record.person_id, identifiers.identifier_type as address_type, identifiers.value as address
                from record
                join identity.identifiers on identifiers.source = record.source and identifiers.record_id = record.record_id
                where identifiers.value is not null
            ), judged as (
                select held.person_id, held.address_type, held.address, consent.is_valid, consent.is_withdrawn, consent.stated_at
                from held
                left join audiences.consent
                    on consent.address_type = held.address_type and consent.address = held.address
                    and consent.purpose = {SqlText.Text(audience.Purpose!)} and consent.channel = {SqlText.Text(audience.Channel!)}
            ), reachable as (
                select person_id, address_type, address,
                    row_number() over (partition by person_id order by stated_at desc nulls last, address) as place
                from judged
                where address_type = {SqlText.Text(workspace.Channels[audience.Channel!].AddressType)} and {allows}
                    and person_id not in (select person_id from judged where is_withdrawn)
            )
            select {SqlText.Text(audience.Name)}, person_id, address_type, address from reachable where place = 1
            """, cancellation: context.Cancellation);
    }
}
