namespace Kmen.Identity.Tests;

/// <summary>The tables that a night publishes, as text: one line a row, in the table's own order.</summary>
internal sealed record Registered(
    IReadOnlyDictionary<string, long> Persons, IReadOnlyList<string> RecordHistory, IReadOnlyList<string> History, IReadOnlyDictionary<long, long?> Successors)
{
    /// <summary>The clusters by person: <c>1:ab 2:c</c>.</summary>
    public string Shape => string.Join(' ', Persons.GroupBy(pair => pair.Value).OrderBy(group => group.Key)
        .Select(group => $"{group.Key}:{string.Concat(group.Select(pair => pair.Key).Order(StringComparer.Ordinal))}"));
}
