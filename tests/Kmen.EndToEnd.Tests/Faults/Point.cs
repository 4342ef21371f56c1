using System.Globalization;
using System.Text.RegularExpressions;
using Kmen.EndToEnd.Tests.Workspaces;

namespace Kmen.EndToEnd.Tests.Faults;

/// <summary>A failpoint and which of its occurrences in the run.</summary>
internal sealed partial record Point(string Name, int Occurrence)
{
    static readonly string[] Repeated = ["commit", "send", "rename", "fsync", "journal", "mark", "outcome"];

    /// <summary>The stage and what it is about to do or has done, without before and after.</summary>
    internal string Kind => Name.Replace("before-", "", StringComparison.Ordinal).Replace("after-", "", StringComparison.Ordinal);

    public override string ToString() => Occurrence == 1 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}#{Occurrence}");

    /// <summary>Every point that a run reached, in the order of their first time, and the second time of those that commit or send more than once.</summary>
    internal static IReadOnlyList<Point> Of(IReadOnlyList<string> reached) =>
    [
        .. reached.CountBy(name => name).SelectMany(pair =>
            pair.Value > 1 && Repeated.Any(word => pair.Key.EndsWith(word, StringComparison.Ordinal)) ? [new Point(pair.Key, 1), new Point(pair.Key, 2)] : new[] { new Point(pair.Key, 1) }),
    ];

    /// <summary>One point of every kind, before and after in turn, but both around a send and a flip.</summary>
    internal static IReadOnlyList<Point> Representative(IReadOnlyList<Point> points) =>
    [
        .. points.GroupBy(point => point.Kind).SelectMany((kind, index) =>
        {
            var once = kind.Where(point => point.Occurrence == 1).ToList();
            return kind.Key is "sync.send" or "publish.flip" ? once : [once[index % once.Count]];
        }),
    ];

    /// <summary>The names in the sources: a place that no trial reaches would be a hole in the proof.</summary>
    internal static IReadOnlySet<string> Known() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "pipelines"), "*.cs", SearchOption.AllDirectories)
        .SelectMany(file => Mark().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();

    [GeneratedRegex("Reached\\(\"([a-z-]+\\.[a-z-]+)\"\\)")]
    private static partial Regex Mark();
}
