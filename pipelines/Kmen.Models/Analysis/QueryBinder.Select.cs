using System.Text.Json.Nodes;
using Kmen.Models.Parsing;

namespace Kmen.Models.Analysis;

/// <content>Select blocks and the names in their expressions.</content>
internal sealed partial class QueryBinder
{
    readonly HashSet<Relation> reachesOut = [];
    readonly Stack<List<(Relation Inside, JsonNode Inner, JsonNode Outer)>> links = [];

    /// <summary>Aggregates and functions that change from call to call, by name; a workspace's macros are judged by their text.</summary>
    internal required FunctionTraits Functions { get; init; }

    Block Select(JsonObject node, Scope scope)
    {
        var from = Crossed(From(node["from_table"] as JsonObject, scope), node, scope);
        var names = new List<RelationColumn>();
        var expressions = new List<Expression>();
        var aliases = new Dictionary<string, Expression>();
        foreach (var item in node["select_list"]!.AsArray().Select(item => item!.AsObject()))
        {
            if (QueryTree.Text(item, "class") == "STAR")
            {
                foreach (var place in Star(item, from))
                {
                    names.Add(new RelationColumn(null, from.Columns[place].Name));
                    expressions.Add(Whole(from, place));
                }

                continue;
            }

            var expression = Bind(item, from, scope, aliases);
            var name = QueryTree.Text(item, "alias") is { Length: > 0 } alias ? alias
                : item["column_names"] is JsonArray { Count: > 0 } path ? path[^1]!.GetValue<string>() : $"?{names.Count}";
            names.Add(new RelationColumn(null, name.ToLowerInvariant()));
            expressions.Add(expression);
            if (QueryTree.Text(item, "alias") is { Length: > 0 })
            {
                aliases.TryAdd(name.ToLowerInvariant(), expression);
            }
        }

        var filters = node["where_clause"] is JsonObject where ? Conjuncts(where).Select(part => Bind(part, from, scope, aliases)).ToList() : [];
        NoteLinks(from, filters);
        var after = new[] { node["having"], node["qualify"] }.OfType<JsonObject>().Select(part => Bind(part, from, scope, aliases)).ToList();
        return new Block
        {
            From = from,
            Columns = names,
            Expressions = expressions,
            Filters = filters,
            AfterGroups = after,
            Groups = Groups(node, from, scope, aliases, expressions, after),
            DistinctOn = DistinctOn(node, from, scope, aliases),
            HasLimit = Limited(node),
            IsDistinct = IsModified(node, "DISTINCT_MODIFIER"),
            IsOrdered = IsModified(node, "ORDER_MODIFIER"),
        };
    }

    static bool IsModified(JsonObject node, string type) => (node["modifiers"] as JsonArray)?.Any(modifier => QueryTree.Text(modifier!.AsObject(), "type") == type) == true;

    /// <summary>Tables joined by comma are tied by conditions of the block: they count as those of the join.</summary>
    Relation Crossed(Relation from, JsonObject node, Scope scope)
    {
        if (from is Join { Kind: JoinKind.Inner } join && node["where_clause"] is JsonObject where && !where.ToJsonString().Contains("\"SUBQUERY\"", StringComparison.Ordinal))
        {
            AddEqual(join, Conjuncts(where).Where(part => QueryTree.Text(part, "type") == "COMPARE_EQUAL").Select(part => Bind(part, from, scope)).Where(part => part.IsOfOneRow));
        }

        return from;
    }

    IReadOnlyList<Expression>? Groups(
        JsonObject node, Relation from, Scope scope, Dictionary<string, Expression> aliases, List<Expression> expressions, List<Expression> after)
    {
        var isAll = QueryTree.Text(node, "aggregate_handling") == "FORCE_AGGREGATES";
        if (isAll)
        {
            return [.. expressions.Where(expression => !expression.HasAggregate)];
        }

        if (node["group_expressions"] is not JsonArray { Count: > 0 } groups)
        {
            return expressions.Concat(after).Any(expression => expression.HasAggregate) ? [] : null;
        }

        var keys = groups.Select(group => QueryTree.Constant(group) is { } place && place.TryGetValue<int>(out var number) && number >= 1 && number <= expressions.Count
            ? expressions[number - 1] : Bind(group!.AsObject(), from, scope, aliases)).ToList();
        if (node["group_sets"] is not JsonArray { Count: > 1 } sets)
        {
            return keys;
        }

        // Rows of several groupings stand side by side: only a key of all of them tells them apart.
        var common = sets.Select(set => set!.AsArray().Select(place => place!.GetValue<int>()).ToHashSet()).Aggregate((a, b) => [.. a.Intersect(b)]);
        return [.. keys.Where((_, place) => common.Contains(place))];
    }

    IReadOnlyList<Expression>? DistinctOn(JsonObject node, Relation from, Scope scope, Dictionary<string, Expression> aliases)
    {
        var distinct = (node["modifiers"] as JsonArray)?.Select(modifier => modifier!.AsObject()).FirstOrDefault(modifier => QueryTree.Text(modifier, "type") == "DISTINCT_MODIFIER");
        return distinct?["distinct_on_targets"] is JsonArray { Count: > 0 } targets
            ? [.. targets.Select(target => Bind(target!.AsObject(), from, scope, aliases))] : null;
    }

    static IEnumerable<int> Star(JsonObject star, Relation from)
    {
        if (QueryTree.Count(star, "replace_list") > 0 || QueryTree.Count(star, "rename_list") > 0 || QueryTree.Count(star, "qualified_exclude_list") > 0
            || QueryTree.IsTrue(star, "columns") || star["expr"] is not null)
        {
            throw new UnresolvedQueryException("it picks columns by a pattern");
        }

        var excluded = (star["exclude_list"] as JsonArray ?? []).Select(name => name!.GetValue<string>().ToLowerInvariant()).ToHashSet();
        var relation = QueryTree.Text(star, "relation_name") is { Length: > 0 } name ? name.ToLowerInvariant() : null;
        return Enumerable.Range(0, from.Columns.Count).Where(place =>
            (relation is null ? !from.Columns[place].IsMerged : from.Columns[place].Qualifier == relation) && !excluded.Contains(from.Columns[place].Name));
    }

    /// <summary>What a query around must equal for a row in here to count.</summary>
    void NoteLinks(Relation from, IEnumerable<Expression> filters)
    {
        if (links.Count == 0)
        {
            return;
        }

        foreach (var map in filters.Select(filter => filter.Tree).OfType<JsonObject>().Where(map => QueryTree.Text(map, "type") == "COMPARE_EQUAL"))
        {
            foreach (var (inner, outer) in new[] { (map["left"]!, map["right"]!), (map["right"]!, map["left"]!) })
            {
                var (inside, outside) = (inner.ToJsonString(), outer.ToJsonString());
                if (inside.Contains(Expression.Column, StringComparison.Ordinal) && !inside.Contains(Expression.Outer, StringComparison.Ordinal)
                    && outside.Contains(Expression.Outer, StringComparison.Ordinal) && !outside.Contains(Expression.Column, StringComparison.Ordinal))
                {
                    links.Peek().Add((from, inner.DeepClone(), JsonNode.Parse(outside.Replace(Expression.Outer, Expression.Column, StringComparison.Ordinal))!));
                }
            }
        }
    }

    Expression Bind(JsonObject tree, Relation from, Scope scope, IReadOnlyDictionary<string, Expression>? aliases = null)
    {
        var expression = new Expression(new JsonObject());
        var copy = Copy(tree, from, scope, aliases, expression);
        var bound = new Expression(copy) { IsOfOneRow = expression.IsOfOneRow, HasAggregate = expression.HasAggregate };
        bound.Columns.UnionWith(expression.Columns);
        bound.WindowPartitions.AddRange(expression.WindowPartitions);
        bound.Subqueries.AddRange(expression.Subqueries);
        return bound;
    }

    JsonNode Copy(JsonNode node, Relation from, Scope scope, IReadOnlyDictionary<string, Expression>? aliases, Expression into)
    {
        if (node is JsonArray list)
        {
            return new JsonArray([.. list.Select(item => item is null ? null : Copy(item, from, scope, aliases, into))]);
        }

        if (node is not JsonObject map)
        {
            return node.DeepClone();
        }

        switch (QueryTree.Text(map, "class"))
        {
            case "COLUMN_REF":
                return Reference(map, from, scope, aliases, into);
            case "SUBQUERY":
                return Inner(map, from, scope, aliases, into);
            case "STAR" or "LAMBDA" or "POSITIONAL_REFERENCE" or "PARAMETER":
                throw new UnresolvedQueryException($"it holds a {Shown(QueryTree.Text(map, "class"))}");
            case "FUNCTION":
                var name = QueryTree.Text(map, "function_name")!;
                into.HasAggregate |= Functions.Aggregates.Contains(name);
                into.IsOfOneRow &= !Functions.Aggregates.Contains(name) && !Functions.Changing.Contains(name);
                break;
            case "WINDOW":
                into.IsOfOneRow = false;
                into.WindowPartitions.Add([.. map["partitions"]!.AsArray().Select(part => Copy(part!, from, scope, aliases, into))]);
                break;
        }

        var copy = new JsonObject();
        foreach (var (key, value) in map)
        {
            if (key is not ("query_location" or "alias"))
            {
                copy[key] = value is null ? null : Copy(value, from, scope, aliases, into);
            }
        }

        return copy;
    }

    JsonNode Inner(JsonObject map, Relation from, Scope scope, IReadOnlyDictionary<string, Expression>? aliases, Expression into)
    {
        into.IsOfOneRow = false;
        var child = map["child"] is JsonObject compared ? Bind(compared, from, scope, aliases) : null;
        links.Push([]);
        var query = Query(map["subquery"]!.AsObject(), new Scope(scope, from));
        var found = links.Pop();
        if (child is not null)
        {
            into.Columns.UnionWith(child.Columns);
            if (child.IsOfOneRow && QueryTree.Text(map, "comparison_type") == "COMPARE_EQUAL")
            {
                found.Add((query, new JsonObject { [Expression.Column] = 0 }, child.Tree));
            }
        }

        into.Columns.UnionWith(outerColumns);
        outerColumns.Clear();
        into.Subqueries.Add(new Subquery(query, found));
        return new JsonObject { ["$subquery"] = relations };
    }

    readonly HashSet<int> outerColumns = [];

    JsonNode Reference(JsonObject map, Relation from, Scope scope, IReadOnlyDictionary<string, Expression>? aliases, Expression into)
    {
        var path = map["column_names"]!.AsArray().Select(part => part!.GetValue<string>().ToLowerInvariant()).ToList();
        if (Find(from, path) is { } place)
        {
            var whole = Whole(from, path.Count == 1 ? place : place, path.Count == 1);
            into.Columns.UnionWith(whole.Columns);
            return whole.Tree.DeepClone();
        }

        if (path.Count == 1 && aliases is not null && aliases.TryGetValue(path[0], out var meant))
        {
            into.Columns.UnionWith(meant.Columns);
            into.HasAggregate |= meant.HasAggregate;
            into.IsOfOneRow &= meant.IsOfOneRow;
            into.WindowPartitions.AddRange(meant.WindowPartitions);
            into.Subqueries.AddRange(meant.Subqueries);
            return meant.Tree.DeepClone();
        }

        var tried = new HashSet<Relation> { from };
        var level = 0;
        for (var at = scope; at is not null; at = at.Parent)
        {
            if (at.From is null || !tried.Add(at.From))
            {
                continue;
            }

            if (Find(at.From, path) is { } outside)
            {
                if (level > 0)
                {
                    throw new UnresolvedQueryException("a subquery reaches over two queries");
                }

                reachesOut.Add(at.From);
                outerColumns.Add(outside);
                into.IsOfOneRow = false;
                return new JsonObject { [Expression.Outer] = outside };
            }

            level++;
        }

        throw Unknown(string.Join('.', path));
    }

    /// <summary>A column as an expression; what <c>using</c> merges in a full join is whichever side has it.</summary>
    static Expression Whole(Relation from, int place, bool isMerged = true)
    {
        if (!isMerged || from is not Join { Kind: JoinKind.Full } join
            || join.Equal.FirstOrDefault(pair => pair.Left[Expression.Column]?.GetValue<int>() == place) is not { Right: not null } equal
            || equal.Right[Expression.Column]?.GetValue<int>() is not { } right || !join.Columns[join.Left.Columns.Count + right].IsMerged)
        {
            return ColumnAt(place);
        }

        var other = join.Left.Columns.Count + right;
        var expression = new Expression(new JsonObject
        {
            ["class"] = "OPERATOR",
            ["type"] = "OPERATOR_COALESCE",
            ["children"] = new JsonArray(new JsonObject { [Expression.Column] = place }, new JsonObject { [Expression.Column] = other }),
        });
        expression.Columns.UnionWith([place, other]);
        return expression;
    }

    static int? Find(Relation from, IReadOnlyList<string> path) => path.Count switch
    {
        1 => Find(from, null, path[0]),
        2 => Find(from, path[0], path[1]),
        3 => Find(from, path[1], path[2]),
        _ => null,
    };

    /// <summary>The place of a name; null where there is none. A name that means two columns is not followed.</summary>
    static int? Find(Relation from, string? qualifier, string name)
    {
        int? found = null;
        for (var place = 0; place < from.Columns.Count; place++)
        {
            var column = from.Columns[place];
            if (column.Name == name && (qualifier is null ? !column.IsMerged : column.Qualifier == qualifier))
            {
                found = found is null ? place : throw new UnresolvedQueryException($"the name {name} means two columns");
            }
        }

        return found;
    }
}
