using Kmen.Warehouse;

namespace Kmen.Identity;

/// <summary>What the tables of identity hold.</summary>
internal static class IdentityComments
{
    internal static TableComment PersonRecords { get; } = new(
        "identity.person_records", "One row a source record: the person that it belongs to, and since when the record is known.",
        [
            ("source", "The kind of record, as identity.records names it."),
            ("record_id", "The record within its source."),
            ("person_id", "The person; lasts over runs, see identity.successor for ids that were merged."),
            ("first_seen_at", "When the record was first known, UTC, as identity.records says."),
        ]);

    internal static TableComment RecordHistory { get; } = new(
        "identity.record_history", "One row a source record and period: the person that it belonged to.",
        [
            ("source", "The kind of record, as identity.records names it."),
            ("record_id", "The record within its source."),
            ("person_id", "The person that it belonged to in the period."),
            ("valid_from", "First moment of the period, UTC."),
            ("valid_to", "End of the period, UTC, exclusive; null while it lasts."),
            ("run_id", "The run that found it."),
        ]);

    internal static TableComment History { get; } = new(
        "identity.history", "One row an event: person created, merged, split, ended.",
        [
            ("event_at", "As-of of the run that found it, UTC."),
            ("event", "created, merged, split or ended."),
            ("person_id", "The person that it happened to: for merged, the id that went; for split, the one that took records."),
            ("other_person_id", "For merged, the person that stays; for split, the one that lost records; else null."),
            ("cause", "Why, in words."),
        ]);

    internal static TableComment Successor { get; } = new(
        "identity.successor", "One row an id ever given: the person that it stands for now, null where it ended.",
        [
            ("old_id", "The id, as it was once given."),
            ("person_id", "The person that lives under it or has taken it over; null where no source holds a record any more."),
        ]);

    internal static TableComment AsOf { get; } = new(
        "marts.as_of", "One row a person: the moment up to which features may look.",
        [
            ("person_id", "The person."),
            ("as_of", "The moment, UTC, exclusive: midnight of the night in the time zone of the workspace."),
        ]);
}
