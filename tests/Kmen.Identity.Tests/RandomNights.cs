using System.Globalization;

namespace Kmen.Identity.Tests;

/// <summary>Nights of which each differs a little from the one before: records come, go, return and are first seen at another moment; edges come and go, some before or after their records, a few without an end.</summary>
internal sealed class RandomNights(int seed)
{
    const int Most = 60;

    readonly Random random = new(seed);
    readonly SortedDictionary<string, int> records = new(StringComparer.Ordinal);
    readonly List<(string Left, string Right)> edges = [];

    public Night Next(int changes)
    {
        for (var change = 0; change < changes; change++)
        {
            Change();
        }

        return new Night([.. records.Select(record => new Record(record.Key, TestRegistry.Midnight(-record.Value)))], [.. edges]);
    }

    /// <summary>An even draw below a number.</summary>
    public int Draw(int below) => random.Next(below);

    void Change()
    {
        switch (random.Next(9))
        {
            case <= 2:
                records[Name()] = random.Next(1, 9);
                break;
            case 3:
                records.Remove(Name());
                break;
            case <= 6:
                edges.Add((Name(), random.Next(20) == 0 ? null! : Name()));
                break;
            case 7 when edges.Count > 0:
                edges.RemoveAt(random.Next(edges.Count));
                break;
            default:
                edges.RemoveAll(edge => edge.Left == Name());
                break;
        }
    }

    string Name() => string.Create(CultureInfo.InvariantCulture, $"r{random.Next(Most)}");
}
