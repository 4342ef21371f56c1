using System.Text.RegularExpressions;
using Kmen.Warehouse;

namespace Kmen.Models.Analysis;

/// <summary>What the engine says of its functions, and of a workspace's own by their text.</summary>
/// <param name="Aggregates">Functions over many rows.</param>
/// <param name="Changing">Functions that may give something else at the next call, or at the next run: random, now.</param>
public sealed partial record FunctionTraits(IReadOnlySet<string> Aggregates, IReadOnlySet<string> Changing)
{
    /// <summary>Asks the engine.</summary>
    /// <param name="session">A session.</param>
    /// <param name="macros">The text that defines the workspace's functions, or null.</param>
    /// <returns>The traits.</returns>
    public static FunctionTraits Read(IWarehouseSession session, string? macros)
    {
        ArgumentNullException.ThrowIfNull(session);
        var functions = session.List(
            "select distinct function_name, function_type = 'aggregate', coalesce(stability, 'CONSISTENT') <> 'CONSISTENT' from duckdb_functions() where function_type in ('aggregate', 'scalar')",
            row => (Name: row.GetString(0).ToLowerInvariant(), IsAggregate: row.GetBoolean(1), IsChanging: row.GetBoolean(2)));
        var aggregates = functions.Where(function => function.IsAggregate).Select(function => function.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var changing = functions.Where(function => function.IsChanging).Select(function => function.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

        // The tree shows these two as functions that the engine does not list.
        aggregates.Add("count_star");
        changing.UnionWith(["current_date", "current_timestamp", "current_time", "localtimestamp", "localtime", "today"]);
        foreach (Match macro in Macro().Matches(macros ?? ""))
        {
            var words = Word().Matches(macro.Groups[2].Value).Select(word => word.Value).ToList();
            if (words.Exists(aggregates.Contains))
            {
                aggregates.Add(macro.Groups[1].Value);
            }

            if (words.Exists(changing.Contains))
            {
                changing.Add(macro.Groups[1].Value);
            }
        }

        return new FunctionTraits(aggregates, changing);
    }

    [GeneratedRegex(@"\bmacro\s+(?:\w+\.)?""?(\w+)""?\s*\(((?:[^;']|'[^']*')*);", RegexOptions.IgnoreCase)]
    private static partial Regex Macro();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
