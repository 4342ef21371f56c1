using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Scanning;

/// <summary>Finds the contract's columns among those of a file.</summary>
internal static class HeaderMatch
{
    /// <summary>For every column of the contract its place in the file.</summary>
    /// <param name="source">The contract.</param>
    /// <param name="names">The file's columns.</param>
    /// <param name="unknown">Receives the columns that the contract does not name.</param>
    /// <returns>Places from 0, in the contract's order; -1 where an optional column is missing.</returns>
    /// <exception cref="UnfitFileException">A required column is missing, all are, or one stands twice.</exception>
    public static int[] Places(SourceConfiguration source, IReadOnlyList<string> names, ICollection<string> unknown)
    {
        var places = source.Columns.Select(column => Place(column, names)).ToArray();
        if (places.All(place => place < 0))
        {
            throw UnfitFileException.Quarantined(
                $"None of the contract's {places.Length} columns is in the file, whose first line has {names.Count} values. "
                + "Check the source's delimiter, and that the file begins with a header line.");
        }

        var known = source.Columns.Select(column => column.Header).ToHashSet(StringComparer.Ordinal);
        var extra = names.Where(name => name.Length > 0 && !known.Contains(name)).Distinct(StringComparer.Ordinal).ToList();
        var missing = source.Columns.Where((column, i) => column.Required && places[i] < 0).Select(column => column.Header).ToList();
        if (missing.Count > 0)
        {
            var near = missing.Select(name => (name, question: NearestNames.Question(name, extra)))
                .Where(pair => pair.question is not null).Select(pair => $" For {pair.name}: {pair.question}");
            var noun = missing.Count == 1 ? "The required column" : "The required columns";
            throw UnfitFileException.Quarantined(
                $"{noun} {string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} missing.{string.Concat(near)} "
                + "Correct the export, or the column's header in kmen.yml.");
        }

        foreach (var name in extra)
        {
            unknown.Add(name);
        }

        return places;
    }

    static int Place(SourceColumn column, IReadOnlyList<string> names)
    {
        var found = -1;
        for (var i = 0; i < names.Count; i++)
        {
            if (!string.Equals(names[i], column.Header, StringComparison.Ordinal))
            {
                continue;
            }

            if (found >= 0)
            {
                throw UnfitFileException.Quarantined($"The column {column.Header} stands twice in the file. Correct the export.");
            }

            found = i;
        }

        return found;
    }
}
