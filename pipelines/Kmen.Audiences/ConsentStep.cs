using Kmen.Models.Building;
using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Audiences;

/// <summary>
/// Judges consent per address, purpose and channel, and says whom each purpose may reach on each channel and at which address.
/// The latest statement wins, a withdrawal wins ties; a consent without a date or dated at or after <c>as_of</c> grants nothing, a withdrawal counts at once and without
/// a date for good; what neither gives nor withdraws withdraws; a withdrawal at any address of a person holds for the whole person.
/// </summary>
internal sealed class ConsentStep(WorkspaceConfiguration workspace) : IBuildStep
{
    /// <inheritdoc/>
    public string Name => "audiences.consent";

    /// <inheritdoc/>
    public string Kind => "consent";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } = [workspace.Consents!.Statements.ToLowerInvariant(), "identity.person_records", "identity.identifiers"];

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs { get; } = ["audiences.consent", "audiences.eligible"];

    /// <inheritdoc/>
    public StepResult Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var asOf = SqlText.Timestamp(context.Run.AsOf);
        context.Session.Execute("create schema if not exists audiences", cancellation: context.Cancellation);
        context.Session.Execute(
            $"""
            create or replace table audiences.consent as
            with spoken as (
                select address_type, address, purpose, channel, max(stated_at) as stated_at,
                    max(stated_at) filter (where is_given and stated_at < {asOf}) as given_at,
                    max(coalesce(stated_at, timestamp 'infinity')) filter (where is_given is not true) as withdrawn_at
                from {SqlText.Names(workspace.Consents!.Statements.Split('.'))}
                where address is not null
                group by address_type, address, purpose, channel
            )
            select address_type, address, purpose, channel,
                coalesce(given_at > coalesce(withdrawn_at, timestamp '-infinity'), false) as is_valid,
                withdrawn_at is not null and not coalesce(given_at > withdrawn_at, false) as is_withdrawn,
                stated_at
            from spoken
            order by address_type, address, purpose, channel
            """, cancellation: context.Cancellation);
        TableComment.Write(context.Session, null, AudienceComments.Consent);
        context.Session.Execute(
            $"""
            create or replace table audiences.eligible as
            with person_address as (
                select distinct person_records.person_id, identifiers.identifier_type as address_type, identifiers.value as address
                from identity.person_records
                join identity.identifiers on identifiers.source = person_records.source and identifiers.record_id = person_records.record_id
                where identifiers.value is not null
            ), allowed as (
                {Allowed()}
            ), refused as (
                select distinct person_address.person_id, consent.purpose, consent.channel
                from person_address join audiences.consent using (address_type, address)
                where consent.is_withdrawn
            ), reachable as (
                select person_address.person_id, allowed.purpose, allowed.channel, person_address.address_type, person_address.address,
                    row_number() over (
                        partition by person_address.person_id, allowed.purpose, allowed.channel
                        order by consent.stated_at desc nulls last, person_address.address) as place
                from person_address
                join allowed using (address_type)
                left join audiences.consent
                    on consent.address_type = person_address.address_type and consent.address = person_address.address
                    and consent.purpose = allowed.purpose and consent.channel = allowed.channel
                left join refused
                    on refused.person_id = person_address.person_id and refused.purpose = allowed.purpose and refused.channel = allowed.channel
                where refused.person_id is null and (consent.is_valid or (not allowed.needs_consent and consent.is_withdrawn is not true))
            )
            select person_id, purpose, channel, address_type, address from reachable where place = 1
            """, cancellation: context.Cancellation);
        return new StepResult(context.Session.Scalar<long>("select count(*) from audiences.eligible", cancellation: context.Cancellation));
    }

    string Allowed()
    {
        var values = string.Join(", ",
            from purpose in workspace.Purposes.Values
            where purpose.LegalBasis != LegalBasis.Analysis
            from channel in workspace.Channels.Values
            select $"({SqlText.Text(purpose.Name)}, {SqlText.Text(channel.Name)}, {SqlText.Text(channel.AddressType)}, {(purpose.LegalBasis == LegalBasis.Consent ? "true" : "false")})");
        return values.Length == 0
            ? "select '' as purpose, '' as channel, '' as address_type, true as needs_consent where false"
            : $"select * from (values {values}) allowed(purpose, channel, address_type, needs_consent)";
    }
}
