using System.Text.Json.Nodes;

namespace Kmen.Models.Analysis;

/// <summary>
/// An expression of the engine's tree in which columns are places: <c>{"$col": 3}</c> is the fourth column of the relation that it is over, <c>{"$outer": 3}</c> one of the query
/// around a subquery. Positions and aliases are left out, so that equal texts are equal trees.
/// </summary>
internal sealed class Expression(JsonNode tree)
{
    internal const string Column = "$col";

    internal const string Outer = "$outer";

    internal JsonNode Tree => tree;

    /// <summary>Places of the columns that it reads, those inside subqueries that reach out included.</summary>
    internal HashSet<int> Columns { get; } = [];

    /// <summary>Whether it is the same for all rows of a group or a window only, holds a query, or changes from call to call.</summary>
    internal bool IsOfOneRow { get; set; } = true;

    internal bool HasAggregate { get; set; }

    internal List<IReadOnlyList<JsonNode>> WindowPartitions { get; } = [];

    internal List<Subquery> Subqueries { get; } = [];

    internal static bool Same(JsonNode a, JsonNode b) => JsonNode.DeepEquals(a, b);

    /// <summary>The places of the columns in a tree.</summary>
    internal static List<int> Places(JsonNode tree)
    {
        var places = new List<int>();
        _ = Replace(tree, place =>
        {
            places.Add(place);
            return new JsonObject();
        });
        return places;
    }

    /// <summary>Puts other trees in the place of columns; null where one has none.</summary>
    internal static JsonNode? Replace(JsonNode tree, Func<int, JsonNode?> with)
    {
        switch (tree)
        {
            case JsonObject map when map[Column] is JsonValue place:
                return with(place.GetValue<int>())?.DeepClone();
            case JsonObject map when map[Outer] is not null:
                return null;
            case JsonObject map:
                var copy = new JsonObject();
                foreach (var (key, value) in map)
                {
                    var inner = value is null ? null : Replace(value, with);
                    if (value is not null && inner is null)
                    {
                        return null;
                    }

                    copy[key] = inner;
                }

                return copy;
            case JsonArray list:
                var items = new JsonArray();
                foreach (var item in list)
                {
                    var inner = item is null ? null : Replace(item, with);
                    if (item is not null && inner is null)
                    {
                        return null;
                    }

                    items.Add(inner);
                }

                return items;
            default:
                return tree.DeepClone();
        }
    }
}

/// <summary>A query inside an expression.</summary>
/// <param name="Query">Its rows.</param>
/// <param name="Links">What ties it to the query around it: an expression over the columns of a relation inside, and one over the columns outside that must be equal.</param>
internal sealed record Subquery(Relation Query, IReadOnlyList<(Relation Inside, JsonNode Inner, JsonNode Outer)> Links);
