using System.Text.Json.Nodes;
using Kmen.Models.Parsing;

namespace Kmen.Models.Analysis;

/// <summary>
/// Follows symbols (the columns of a model's key, and what its joins compare) down to the tables. A symbol reaches a scan where this holds: the rows of the query with one value of
/// the symbol can be computed from those rows of the table alone that have this value. So a window must be partitioned by it, a grouping grouped by it, and a limit ends it.
/// A symbol that gets lost on the way loses nothing but speed: the table is read whole.
/// </summary>
internal sealed class KeyTrace
{
    /// <summary>Something compared by a join or a subquery: rows of one side matter to rows of the other only where the symbol is equal.</summary>
    /// <param name="Symbol">Its name.</param>
    /// <param name="Side">One side.</param>
    /// <param name="Other">The other side.</param>
    internal sealed record Link(string Symbol, Relation Side, Relation Other)
    {
        /// <summary>Whether the side is the list of an <c>in</c>: there a null matters to every row of the other side.</summary>
        internal bool IsList { get; init; }
    }

    int symbols;

    internal List<Link> Links { get; } = [];

    /// <summary>Follows the columns of a key.</summary>
    internal static KeyTrace Follow(Relation root, IReadOnlyDictionary<string, int> key)
    {
        var trace = new KeyTrace();
        trace.Push(root, key.ToDictionary(pair => pair.Key, pair => (JsonNode)new JsonObject { [Expression.Column] = pair.Value }), []);
        return trace;
    }

    /// <param name="relation">Where they have come to.</param>
    /// <param name="symbols">What they are there.</param>
    /// <param name="notNull">Those of which nothing is made where they are null.</param>
    void Push(Relation relation, Dictionary<string, JsonNode> symbols, HashSet<string> notNull)
    {
        switch (relation)
        {
            case Scan scan:
                foreach (var (name, tree) in symbols)
                {
                    scan.Symbols[name] = tree;
                }

                scan.NotNull.UnionWith(symbols.Keys.Where(notNull.Contains));

                break;
            case Block block:
                Push(block, symbols, notNull);
                break;
            case Join join:
                Push(join, symbols, notNull);
                break;
            case SetOperation set:
                Push(set.Left, symbols, notNull);
                Push(set.Right, symbols, notNull);
                break;
            case Opaque opaque:
                foreach (var input in opaque.Inputs)
                {
                    Push(input, [], []);
                }

                break;
        }
    }

    void Push(Block block, Dictionary<string, JsonNode> symbols, HashSet<string> notNull)
    {
        var below = new Dictionary<string, JsonNode>();
        foreach (var (name, tree) in symbols)
        {
            if (!block.HasLimit
                && Expression.Replace(tree, place => block.Expressions[place].IsOfOneRow ? block.Expressions[place].Tree : null) is { } inner
                && (block.Groups is null || IsMadeOf(inner, block.Groups.Select(group => group.Tree)))
                && (block.DistinctOn is null || IsMadeOf(inner, block.DistinctOn.Select(target => target.Tree)))
                && block.All.SelectMany(expression => expression.WindowPartitions).All(partitions => IsMadeOf(inner, partitions)))
            {
                below[name] = inner;
            }
        }

        var kept = below.Where(pair => notNull.Contains(pair.Key) || block.Filters.Any(filter => IsNotNull(filter.Tree, pair.Value))).Select(pair => pair.Key).ToHashSet();
        foreach (var subquery in block.All.SelectMany(expression => expression.Subqueries))
        {
            Push(subquery.Query, [], []);
            foreach (var (inside, inner, outer) in subquery.Links)
            {
                var symbol = NewSymbol();
                // Whether a value is in a list may hang on a null of another key, so a list is traced but not cut.
                var shared = ReferenceEquals(inside, subquery.Query) ? [] : below.Where(pair => Expression.Same(pair.Value, outer)).Select(pair => pair.Key).ToList();
                Push(inside, shared.Append(symbol).ToDictionary(name => name, _ => inner), []);
                below[symbol] = outer;
                Links.Add(new Link(symbol, inside, block.From) { IsList = ReferenceEquals(inside, subquery.Query) });
            }
        }

        Push(block.From, below, kept);
    }

    static bool IsNotNull(JsonNode filter, JsonNode symbol) =>
        filter is JsonObject map && QueryTree.Text(map, "type") == "OPERATOR_IS_NOT_NULL" && map["children"] is JsonArray { Count: 1 } children && Expression.Same(children[0]!, symbol);

    void Push(Join join, Dictionary<string, JsonNode> symbols, HashSet<string> notNull)
    {
        var width = join.Left.Columns.Count;
        var (left, right) = (new Dictionary<string, JsonNode>(), new Dictionary<string, JsonNode>());
        foreach (var (name, tree) in symbols)
        {
            var own = Own(tree, 0, width);
            var other = Own(tree, width, int.MaxValue);
            if (own is not null && join.Kind is not (JoinKind.Right or JoinKind.Full))
            {
                left[name] = own;
                if (join.Equal.FirstOrDefault(pair => Expression.Same(pair.Left, own)) is { Right: { } same })
                {
                    right[name] = same;
                }
            }
            else if (other is not null && join.Kind is (JoinKind.Inner or JoinKind.Right))
            {
                right[name] = other;
                if (join.Equal.FirstOrDefault(pair => Expression.Same(pair.Right, other)) is { Left: { } same })
                {
                    left[name] = same;
                }
            }
            else if (join.Kind == JoinKind.Full && Either(tree, width) is { } both && join.Equal.Exists(pair => Expression.Same(pair.Left, both.Left) && Expression.Same(pair.Right, both.Right)))
            {
                (left[name], right[name]) = both;
            }
        }

        foreach (var (inLeft, inRight) in join.Equal)
        {
            var symbol = NewSymbol();
            (left[symbol], right[symbol]) = (inLeft, inRight);
            // A row that an outer join keeps without a partner stands for itself: what changes it is not found through the other side.
            if (join.Kind is not (JoinKind.Right or JoinKind.Full))
            {
                Links.Add(new Link(symbol, join.Right, join.Left));
            }

            if (join.Kind is JoinKind.Inner or JoinKind.Right)
            {
                Links.Add(new Link(symbol, join.Left, join.Right));
            }
        }

        Push(join.Left, left, notNull);
        Push(join.Right, right, notNull);
    }

    string NewSymbol() => $"e{symbols++}";

    /// <summary>A tree over the columns of one side, in that side's places; null where it reaches over.</summary>
    static JsonNode? Own(JsonNode tree, int from, int to)
    {
        var hasColumn = false;
        var own = Expression.Replace(tree, place =>
        {
            hasColumn = true;
            return place >= from && place < to ? new JsonObject { [Expression.Column] = place - from } : null;
        });
        return hasColumn ? own : null;
    }

    static (JsonNode Left, JsonNode Right)? Either(JsonNode tree, int width) =>
        tree is JsonObject map && QueryTree.Text(map, "type") == "OPERATOR_COALESCE" && map["children"] is JsonArray { Count: 2 } children
        && Own(children[0]!, 0, width) is { } left && Own(children[1]!, width, int.MaxValue) is { } right ? (left, right) : null;

    /// <summary>Whether a tree reads nothing but some other trees.</summary>
    static bool IsMadeOf(JsonNode tree, IEnumerable<JsonNode> parts)
    {
        var all = parts as IReadOnlyCollection<JsonNode> ?? [.. parts];
        if (all.Any(part => Expression.Same(part, tree)))
        {
            return true;
        }

        return tree switch
        {
            JsonObject map => map[Expression.Column] is null && map[Expression.Outer] is null && map["$subquery"] is null
                && map.All(pair => pair.Value is null || IsMadeOf(pair.Value, all)),
            JsonArray list => list.All(item => item is null || IsMadeOf(item, all)),
            _ => true,
        };
    }
}
