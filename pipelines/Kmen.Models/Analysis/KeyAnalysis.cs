using Kmen.Models.Files;
using Kmen.Models.Parsing;

namespace Kmen.Models.Analysis;

/// <summary>Whether a model's rows can be made key by key, and what each key hangs on.</summary>
internal sealed class KeyAnalysis
{
    /// <summary>Begins the symbols of the grain's columns.</summary>
    internal const string GrainSymbol = "k";

    const string OtherSymbol = "x";

    readonly UsedColumns used;

    KeyAnalysis(IReadOnlyList<Scan> scans, KeyTrace trace, IReadOnlyDictionary<string, string> key, UsedColumns used)
    {
        this.used = used;
        Scans = scans;
        Trace = trace;
        Key = key;
    }

    /// <summary>The mentions of tables, with the symbols that reached them.</summary>
    internal IReadOnlyList<Scan> Scans { get; }

    internal KeyTrace Trace { get; }

    /// <summary>The model's columns by symbol, those of its grain first.</summary>
    internal IReadOnlyDictionary<string, string> Key { get; }

    /// <summary>The columns of a table that the model looks at.</summary>
    /// <param name="table">The table, as schema.name in lower case.</param>
    internal IReadOnlyList<string> UsedColumnsOf(string table) => used.In(Scans.First(scan => scan.Table == table));

    /// <summary>Analyses a model.</summary>
    /// <param name="model">The model; its grain is the key.</param>
    /// <param name="query">Its parsed text.</param>
    /// <param name="binder">Resolves its names.</param>
    /// <param name="obstacle">Why it must be made whole, or null.</param>
    /// <returns>The analysis, or null where there is an obstacle.</returns>
    internal static KeyAnalysis? Of(Model model, ParsedQuery query, QueryBinder binder, out string? obstacle)
    {
        try
        {
            var root = binder.Bind(query);
            var key = new Dictionary<string, string>();
            var places = new Dictionary<string, int>();
            var names = root.Columns.Select(column => column.Name).ToList();
            // A check has no grain: whatever it shows of a row may tell it.
            foreach (var column in model.Grain.Count == 0 ? [.. names.Where(name => !name.StartsWith('?'))] : model.Grain.Select(column => column.ToLowerInvariant()).Where(names.Contains))
            {
                var symbol = $"{GrainSymbol}{key.Count}";
                (key[symbol], places[symbol]) = (column, names.IndexOf(column));
            }

            var grain = key.Count;
            foreach (var column in names.Where(name => !name.StartsWith('?')).Except(key.Values).ToList())
            {
                // Rows can be replaced by any column: two best orders of each person are replaced person by person.
                var symbol = $"{OtherSymbol}{key.Count}";
                (key[symbol], places[symbol]) = (column, names.IndexOf(column));
            }

            if (grain == 0)
            {
                obstacle = "its header names no grain among its columns";
                return null;
            }

            var trace = KeyTrace.Follow(root, places);
            if (!binder.Scans.Exists(scan => scan.Symbols.Keys.Any(key.ContainsKey)))
            {
                obstacle = $"it looks across {(model.Grain.Count == 0 ? "rows" : string.Join(", ", model.Grain))}: a window, limit or total over all rows";
                return null;
            }

            obstacle = null;
            return new KeyAnalysis(binder.Scans, trace, key, UsedColumns.Of(root));
        }
        catch (UnresolvedQueryException e)
        {
            obstacle = e.Message;
            return null;
        }
    }
}
