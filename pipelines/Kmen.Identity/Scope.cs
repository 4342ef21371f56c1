namespace Kmen.Identity;

/// <summary>What is resolved: all records, or those that what changed can reach. The statements that cluster, name and tell are the same for both.</summary>
/// <param name="Records">Tonight's records, as a query in brackets with the columns of <c>identity.records</c>.</param>
/// <param name="Open">Who the records were before tonight (source, record_id, person_id), as a query in brackets or a table.</param>
/// <param name="Known">The old id of every record that ever had one (source, record_id, old_id), as a query in brackets or a table.</param>
internal sealed record Scope(string Records, string Open, string Known)
{
    /// <summary>All records.</summary>
    internal static Scope Everything { get; } = new(
        "(select * from identity.records)",
        "(select source, record_id, person_id from state.registry.record_history where valid_to is null)",
        OldIds("state.registry.record_person"));

    /// <summary>The id that the person of a record last had, or the one that its merges have led to.</summary>
    /// <param name="persons">Rows of <c>registry.record_person</c>: a table or a query in brackets.</param>
    internal static string OldIds(string persons) =>
        $"""
        (
            select known.source, known.record_id, coalesce(successor.person_id, known.person_id) as old_id
            from {persons} known left join state.registry.successor successor on successor.old_id = known.person_id
        )
        """;
}
