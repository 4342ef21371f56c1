using Kmen.Warehouse;

namespace Kmen.Identity;

/// <summary>
/// The id registry in the kept database: which record is which person, since when, and what happened to every id ever given. <c>successor</c> names the id that
/// the merges of an id have led to, whether or not that one still lives, so that a person who comes back is found under all its ids again.
/// </summary>
public static class Registry
{
    /// <summary>The registry's tables.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("identity", 1,
            """
            create schema registry;
            create table registry.record_person (source varchar, record_id varchar, person_id bigint);
            create table registry.record_history (
                source varchar, record_id varchar, person_id bigint, valid_from timestamp, valid_to timestamp, run_id varchar);
            create table registry.history (
                event_at timestamp, event varchar, person_id bigint, other_person_id bigint, cause varchar);
            create table registry.successor (old_id bigint, person_id bigint);
            """),
    ];
}
