namespace Kmen.Identity.Tests;

/// <summary>What identity.records and identity.edges hold in one night.</summary>
internal sealed record Night(IReadOnlyList<Record> Records, IReadOnlyList<(string Left, string Right)> Edges)
{
    static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Clusters written as <c>ab c</c>: the records a and b are one person, c another. A record's first sight follows from its name.</summary>
    public static Night Of(string clusters)
    {
        var groups = clusters.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Night(
            [.. groups.SelectMany(group => group).Select(name => new Record(name.ToString(), Start.AddMinutes(name)))],
            [.. groups.SelectMany(group => group.Skip(1).Select((name, index) => (group[index].ToString(), name.ToString())))]);
    }
}
