using System.Text.Json.Nodes;
using Kmen.Models.Files;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.Parsing;

/// <summary>Cuts a named part (a common table expression) out of a model, so that its rows can be looked at.</summary>
public static class NamedPart
{
    /// <summary>The names of a model's parts, in order.</summary>
    /// <param name="query">The parsed model.</param>
    /// <returns>The names.</returns>
    public static IReadOnlyList<string> Names(ParsedQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.Tree["statements"]![0]!["node"]!["cte_map"]?["map"] is JsonArray parts ? [.. parts.Select(part => part!["key"]!.GetValue<string>())] : [];
    }

    /// <summary>The model's text up to a part, which it then selects.</summary>
    /// <param name="session">A session whose writer of SQL is used.</param>
    /// <param name="model">The model.</param>
    /// <param name="query">Its parsed text.</param>
    /// <param name="part">The name of the part.</param>
    /// <returns>A query.</returns>
    /// <exception cref="KmenException">The model has no such part.</exception>
    public static string Sql(IWarehouseSession session, Model model, ParsedQuery query, string part)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(model);
        var names = Names(query);
        if (names.FirstOrDefault(name => name.Equals(part, StringComparison.OrdinalIgnoreCase)) is not { } found)
        {
            throw KmenException.Usage(
                $"{model.FullName} has no part {part}.", new SourcePosition(model.File),
                names.Count == 0 ? "It has no named parts (with … as)." : NearestNames.Question(part, names) ?? $"Its parts: {string.Join(", ", names)}.");
        }

        var tree = JsonNode.Parse(query.Text, documentOptions: new() { MaxDepth = 1024 })!;
        var parts = tree["statements"]![0]!["node"]!["cte_map"]!.DeepClone();
        var chosen = JsonNode.Parse(session.Scalar<string>("select json_serialize_sql($1::varchar)::varchar", ["select * from " + SqlText.Name(found)])!)!;
        chosen["statements"]![0]!["node"]!["cte_map"] = parts;
        return session.Scalar<string>("select json_deserialize_sql($1::json)", [chosen.ToJsonString()])!;
    }
}
