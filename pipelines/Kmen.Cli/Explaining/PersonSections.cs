namespace Kmen.Cli.Explaining;

/// <summary>What is known of one person, as queries over the published warehouse; <c>$1</c> is the person's id.</summary>
static class PersonSections
{
    // The person's own id and those that were merged into it: stays and deliveries of earlier nights bear those.
    const string Ids = "select $1::bigint union select old_id from identity.successor where person_id = $1";

    /// <summary>The sections in the order in which they are shown; one whose tables are not published is left out.</summary>
    public static IReadOnlyList<PersonSection> All { get; } =
    [
        new(
            "person", "Golden record", ["marts.person"],
            "select field, value from (unpivot (select columns(c -> c <> 'person_id')::varchar from marts.person where person_id = $1) on columns(*) into name field value value)"),
        new(
            "records", "Records that are this person", ["identity.person_records"],
            """
            select person_records.source, person_records.record_id, min(record_history.valid_from) as since
            from identity.person_records
            left join identity.record_history
                on record_history.source = person_records.source and record_history.record_id = person_records.record_id
                and record_history.person_id = person_records.person_id
            where person_records.person_id = $1
            group by all order by all
            """),
        new(
            "edges", "Rules that joined them", ["identity.person_records", "identity.edges"],
            """
            select edges.rule, edges.left_source, edges.left_record_id, edges.right_source, edges.right_record_id, edges.match_probability
            from identity.edges
            semi join identity.person_records on person_records.person_id = $1
                and person_records.source = edges.left_source and person_records.record_id = edges.left_record_id
            order by all
            """),
        new(
            "history", "What happened to this person", ["identity.history"],
            "select event_at, event, person_id, other_person_id, cause from identity.history where person_id = $1 or other_person_id = $1 order by all"),
        new(
            "scores", "Scores and what moved them most (effects in log-odds)", ["predictions.scores"],
            "select columns(c -> c <> 'person_id') from predictions.scores where person_id = $1 order by model"),
        new(
            "audiences", "Audiences", ["audiences.membership", "identity.successor"],
            $"select audience, entered_at, left_at, reason from audiences.membership where person_id in ({Ids}) order by left_at is not null, audience, entered_at, person_id"),
        new(
            "consents", "Consents of the person's addresses", ["audiences.consent", "identity.identifiers"],
            """
            select consent.address_type, consent.address, consent.purpose, consent.channel,
                case when consent.is_valid then 'given' when consent.is_withdrawn then 'withdrawn' else 'not given' end as state, consent.stated_at
            from audiences.consent
            where (consent.address_type, consent.address) in (
                select (identifiers.identifier_type, identifiers.value)
                from identity.identifiers join identity.person_records using (source, record_id) where person_records.person_id = $1)
            order by all
            """),
        new(
            "deliveries", "Deliveries", ["activation.deliveries", "identity.successor"],
            $"select sent_at, destination, audience, operation, status, response from activation.deliveries where external_id in (select id::varchar from ({Ids}) ids(id)) order by sent_at, destination, audience, external_id"),
    ];
}
