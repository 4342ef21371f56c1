using System.Globalization;

namespace Kmen.Models.Analysis;

/// <summary>Rows of a table that lead on: to keys, or to values by which the rows of another table are found.</summary>
/// <param name="Taken">What is taken of each row, known as t: a select list.</param>
/// <param name="Rows">The rows, as it stands behind <c>from</c>.</param>
internal sealed record KeyWay(string Taken, string Rows)
{
    /// <summary>What must hold of a row, or empty.</summary>
    internal string Where { get; init; } = "";

    /// <summary>How a row is tied to values, known as v; empty where all rows lead on.</summary>
    internal string On { get; init; } = "";

    /// <summary>Where the values come from.</summary>
    internal IReadOnlyList<KeyWay> Values { get; init; } = [];

    /// <summary>
    /// What ways lead to, as a query. Ways over the same rows by the same condition are one way with the values of all, and values are found once, however many ways need them: whatever
    /// changes lead over a table, it is searched once for each of its columns by which they do.
    /// </summary>
    internal static string Sql(IEnumerable<KeyWay> ways)
    {
        var shared = new List<string>();
        var all = Union(ways, shared);
        return shared.Count == 0 ? all : $"with {string.Join(", ", shared.Select((values, place) => $"{Name(place)} as materialized ({values})"))} {all}";
    }

    /// <summary>Values of ways go before their ways, so that each name stands behind what it needs.</summary>
    static string Union(IEnumerable<KeyWay> ways, List<string> shared) =>
        string.Join(" union all ", Joined(ways).Select(way => $"select {way.Taken} from {way.Rows} t{way.Semi(shared)}{(way.Where.Length == 0 ? "" : $" where {way.Where}")}").Distinct());

    string Semi(List<string> shared)
    {
        if (On.Length == 0)
        {
            return "";
        }

        var values = Union(Values, shared);
        if (!shared.Contains(values))
        {
            shared.Add(values);
        }

        return $" semi join {Name(shared.IndexOf(values))} v on {On}";
    }

    static string Name(int place) => string.Create(CultureInfo.InvariantCulture, $"values_{place}");

    static IEnumerable<KeyWay> Joined(IEnumerable<KeyWay> ways) =>
        ways.GroupBy(way => (way.Taken, way.Rows, way.Where, way.On)).Select(same => same.First() with { Values = [.. same.SelectMany(way => way.Values)] });
}
