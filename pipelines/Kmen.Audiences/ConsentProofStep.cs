using Kmen.Models.Building;
using Kmen.Models.Testing;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Audiences;

/// <summary>
/// Proves from the raw statements that nobody is in an audience without consent. It shares nothing with the enforcement: another source (raw, not staging), another
/// normalisation, another way of finding the last word. One member without consent stops the publication and the send.
/// </summary>
internal sealed class ConsentProofStep(WorkspaceConfiguration workspace) : IBuildStep
{
    /// <inheritdoc/>
    public string Name => "audiences.consent_proof";

    /// <inheritdoc/>
    public string Kind => "proof";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } =
    [
        "audiences.membership", "audiences.definition",
        .. workspace.Consents is { } consents ? [$"raw.{consents.Source.ToLowerInvariant()}", "identity.person_records", "identity.identifiers"] : Array.Empty<string>(),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs { get; } = ["audiences.consent_proof"];

    /// <inheritdoc/>
    public StepResult Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var session = context.Session;
        session.Execute(workspace.Consents is { } consents ? Proof(consents, context) : WithoutConsents, cancellation: context.Cancellation);
        TableComment.Write(session, null, AudienceComments.ConsentProof);
        var leaks = session.List(
            "select audience, members_without_consent from audiences.consent_proof where members_without_consent > 0 order by audience",
            row => (Audience: row.GetString(0), Members: row.GetInt64(1)));
        foreach (var leak in leaks)
        {
            context.Tests.Enqueue(new TestOutcome("audiences." + leak.Audience, "consent_proof", null, "failed", leak.Members, null));
        }

        if (leaks.Count > 0)
        {
            throw new KmenException(
                "Members without consent: " + string.Join(", ", leaks.Select(leak => $"{leak.Members:N0} in {leak.Audience}")) + ".",
                wayOut: "Nothing is published or sent. The raw statements contradict what the build made of them: look for a join in "
                    + $"{workspace.Consents!.Statements} or in sql/identity that gives one address the consent of another.");
        }

        return new StepResult(session.Scalar<long>("select coalesce(sum(members), 0) from audiences.consent_proof"), "nobody without consent");
    }

    const string WithoutConsents =
        """
        create or replace table audiences.consent_proof as
        select definition.audience, definition.purpose, definition.channel, count(membership.person_id) as members, 0::bigint as members_without_consent
        from audiences.definition
        left join audiences.membership on membership.audience = definition.audience and membership.left_at is null
        group by definition.audience, definition.purpose, definition.channel order by definition.audience
        """;

    string Proof(ConsentConfiguration consents, BuildContext context)
    {
        string Column(string name) => "said." + SqlText.Name(name);
        string Word(string name) => $"lower(trim({Column(name)}))";
        // The engine trims letter by letter, which for a million statements took most of the proof: what has no blank at all needs none.
        static string Key(string type, string address) =>
            $"case when {type} = 'phone' then right(regexp_replace({address}, '[^0-9]', '', 'g'), 9) "
            + $"when strlen({address}) = length({address}) and not contains({address}, ' ') then lower({address}) else lower(trim({address})) end";
        var basis = string.Join(", ", workspace.Purposes.Values.Select(purpose =>
            $"({SqlText.Text(purpose.Name)}, {SqlText.Text(purpose.LegalBasis.ToString())})"));
        return $"""
            create or replace table audiences.consent_proof as
            with basis as (
                select * from (values {basis}) basis(purpose, legal_basis)
            ), inside as materialized (
                select membership.audience, membership.person_id, lower(definition.purpose) as purpose, lower(definition.channel) as channel, basis.legal_basis,
                    {Key("membership.address_type", "membership.address")} as reach
                from audiences.membership
                join audiences.definition on definition.audience = membership.audience
                join basis on basis.purpose = definition.purpose
                where membership.left_at is null
            ), member_record as materialized (
                select source, record_id, person_id from identity.person_records
                where person_id in (select person_id from inside where legal_basis <> 'Analysis')
            ), known as materialized (
                select distinct member_record.person_id, {Key("identifiers.identifier_type", "identifiers.value")} as reach
                from identity.identifiers join member_record using (source, record_id)
            ), spoken as (
                select * from raw.{SqlText.Name(consents.Source)} said
                where ({Word(consents.Purpose)}, {Word(consents.Channel)}) in (select purpose, channel from inside)
            ), heard as (
                select *
                from (
                    select {Key(Word(consents.AddressType), Column(consents.Address))} as reach, {Word(consents.Purpose)} as purpose, {Word(consents.Channel)} as channel,
                        {Column(consents.Action)} as action, {Column(consents.StatedAt)} as stated_at
                    from spoken said
                ) words
                where reach in (select reach from inside union all select reach from known)
            ), word as (
                select reach, purpose, channel, coalesce(lower(trim(action)) = lower({SqlText.Text(consents.Given)}), false) as yes, stated_at::timestamp as said_at from heard
            ), last_word as (
                select reach, purpose, channel, yes
                from (
                    select *, row_number() over (partition by reach, purpose, channel order by said_at desc nulls first, yes asc) as nth
                    from word where not yes or said_at < {SqlText.Timestamp(context.Run.AsOf)}
                ) words
                where nth = 1
            ), refusal as (
                select distinct known.person_id, last_word.purpose, last_word.channel
                from known join last_word on last_word.reach = known.reach and not last_word.yes
            ), verdict as (
                select inside.audience, inside.person_id,
                    inside.legal_basis <> 'Analysis' and (
                        refusal.person_id is not null
                        or inside.reach is null
                        or (inside.legal_basis = 'Consent' and last_word.yes is not true)) as is_without
                from inside
                left join last_word on last_word.reach = inside.reach and last_word.purpose = inside.purpose and last_word.channel = inside.channel
                left join refusal on refusal.person_id = inside.person_id and refusal.purpose = inside.purpose and refusal.channel = inside.channel
            )
            select definition.audience, definition.purpose, definition.channel, count(verdict.person_id) as members,
                count(*) filter (where verdict.is_without) as members_without_consent
            from audiences.definition left join verdict on verdict.audience = definition.audience
            group by definition.audience, definition.purpose, definition.channel
            order by definition.audience
            """;
    }
}
