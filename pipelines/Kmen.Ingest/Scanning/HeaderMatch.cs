using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Scanning;

/// <summary>Finds the contract's columns among those of a file.</summary>
internal static class HeaderMatch
{
    /// <summary>Shorter names are near to anything.</summary>
    const int ShortestName = 3;

    /// <summary>For every column of the contract its place in the file.</summary>
    /// <param name="source">The contract.</param>
    /// <param name="names">The file's columns.</param>
    /// <param name="unknown">Receives the columns that the contract does not name.</param>
    /// <returns>Places from 0, in the contract's order; -1 where an optional column is missing.</returns>
    /// <exception cref="UnfitFileException">A required column is missing, all are, one stands twice, or one seems renamed.</exception>
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

        RefuseRenamed(source.Columns.Where((column, i) => !column.Required && places[i] < 0).Select(column => column.Header), extra);
        foreach (var name in extra)
        {
            unknown.Add(name);
        }

        return places;
    }

    /// <summary>An optional column that is gone while one of nearly its name is new has been renamed: taken as it is, the file would empty the column in silence.</summary>
    static void RefuseRenamed(IEnumerable<string> absent, IReadOnlyList<string> extra)
    {
        var renamed = absent.Where(name => name.Length >= ShortestName).Select(name => (Name: name, Near: NearestNames.Of(name, extra))).FirstOrDefault(pair => pair.Near.Count > 0);
        if (renamed.Name is not null)
        {
            throw UnfitFileException.Quarantined(
                $"The column {renamed.Name} is missing, and {renamed.Near[0]}, which the contract does not name, seems to be its new name. "
                + $"Correct the export, or the column's header in kmen.yml; if they are two different things, add {renamed.Near[0]} to the source's columns.");
        }
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
