using System.Text.Json;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Activation.Planning;

/// <summary>
/// SQL that makes the JSON object of a destination's fields, the same text for the same values. Whole numbers, decimals and booleans are written as such
/// with all their digits, everything else as text; what is missing is null.
/// </summary>
internal static class FieldSql
{
    /// <summary>The names sent, in the order in which every batch carries them.</summary>
    internal static IReadOnlyList<string> Names(DestinationConfiguration destination) => [.. destination.Fields.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The expression, over the alias <c>p</c> of <c>marts.person</c>; the types are by column of that table.</summary>
    /// <exception cref="KmenException">A field names a column that is not there.</exception>
    internal static string Json(DestinationConfiguration destination, IReadOnlyDictionary<string, string> types)
    {
        var parts = Names(destination).Select(name =>
        {
            var column = destination.Fields[name];
            return types.TryGetValue(column, out var type)
                ? $"{SqlText.Text(JsonSerializer.Serialize(name) + ":")} || {Value("p." + SqlText.Name(column), type)}"
                : throw KmenException.Usage(
                    $"destinations.{destination.Name}.fields.{name} names {column}, which is no column of marts.person.", destination.Position,
                    NearestNames.Question(column, types.Keys) ?? $"Columns there: {string.Join(", ", types.Keys)}.");
        }).ToList();
        return parts.Count == 0 ? "'{}'" : "'{' || " + string.Join(" || ',' || ", parts) + " || '}'";
    }

    static string Value(string column, string type) => type switch
    {
        _ when type.EndsWith("INT", StringComparison.Ordinal) || type is "INTEGER" or "UINTEGER" or "BOOLEAN"
            || (type.StartsWith("DECIMAL", StringComparison.Ordinal) && !type.EndsWith(']')) => $"coalesce(cast({column} as varchar), 'null')",
        "DOUBLE" or "FLOAT" => $"case when isfinite({column}) then cast({column} as varchar) else 'null' end",
        "TIMESTAMP" => Quoted($"strftime({column}, '%Y-%m-%dT%H:%M:%SZ')"),
        _ => Quoted($"cast({column} as varchar)"),
    };

    static string Quoted(string text) => $"coalesce(cast(to_json({text}) as varchar), 'null')";
}
