using System.Globalization;

namespace Kmen.Identity.Tests;

/// <summary>Checks the lines of record_history, written <c>record person from-to</c>.</summary>
internal static class Intervals
{
    public static void ShouldBeSound(IReadOnlyList<string> lines)
    {
        foreach (var record in Parse(lines).GroupBy(row => row.Record))
        {
            var rows = record.OrderBy(row => row.From).ToList();
            rows.Should().NotContain(row => row.To != null && row.From >= row.To, because: "no period of {0} is empty", record.Key);
            rows.SkipLast(1).Should().NotContain(row => row.To == null, because: "only the last period of {0} may be open", record.Key);
            rows.Zip(rows.Skip(1)).Should().NotContain(pair => pair.First.To > pair.Second.From, because: "periods of {0} never overlap", record.Key);
        }
    }

    /// <summary>The person of a record just after a day's midnight, or null.</summary>
    public static long? PersonAt(IReadOnlyList<string> lines, string record, int day) => Parse(lines)
        .Where(row => row.Record == record && row.From <= day && (row.To is null || row.To > day)).Select(row => (long?)row.Person).SingleOrDefault();

    static IEnumerable<(string Record, long Person, int From, int? To)> Parse(IReadOnlyList<string> lines) => lines.Select(line =>
    {
        var parts = line.Split(' ', '-');
        return (parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture),
            parts[3].Length == 0 ? (int?)null : int.Parse(parts[3], CultureInfo.InvariantCulture));
    });
}
