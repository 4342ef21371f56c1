namespace Kmen.Workspace;

/// <summary>Suggests what a mistyped name was meant to be.</summary>
public static class NearestNames
{
    /// <summary>The candidates closest to a name by edit distance, nearest first, at most three, none that shares too little.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What would have been right.</param>
    /// <returns>Up to three names; empty where nothing is near.</returns>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        var limit = Math.Max(2, name.Length / 2);
        var near = candidates.Distinct()
            .Select(candidate => (candidate, distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.distance <= limit || pair.candidate.Contains(name, StringComparison.OrdinalIgnoreCase))
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .ToList();
        return [.. near.TakeWhile(pair => pair.distance <= near[0].distance + 1).Take(3).Select(pair => pair.candidate)];
    }

    /// <summary>A sentence such as <c>Did you mean a, b or c?</c>, or null where nothing is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What would have been right.</param>
    /// <returns>The sentence or null.</returns>
    public static string? Question(string name, IEnumerable<string> candidates)
    {
        var near = Of(name, candidates);
        return near.Count switch
        {
            0 => null,
            1 => $"Did you mean {near[0]}?",
            _ => $"Did you mean {string.Join(", ", near.Take(near.Count - 1))} or {near[^1]}?",
        };
    }

    static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
