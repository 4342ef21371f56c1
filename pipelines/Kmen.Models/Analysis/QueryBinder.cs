using System.Text.Json.Nodes;
using Kmen.Models.Parsing;

namespace Kmen.Models.Analysis;

/// <summary>
/// Resolves the names of a parsed query against the tables' columns: which column of which table each name means, through common table expressions, joins and subqueries.
/// </summary>
/// <param name="columnsOf">The columns of a table by schema.name in lower case; null where there is no such table.</param>
/// <param name="viewOf">The parsed text of a view by schema.name, which is then read as if it stood in the query; null for a table.</param>
internal sealed partial class QueryBinder(Func<string, IReadOnlyList<string>?> columnsOf, Func<string, ParsedQuery?> viewOf)
{
    const int MostRelations = 4000;

    int relations;
    int views;

    /// <summary>The scans of all tables, each mention its own.</summary>
    internal List<Scan> Scans { get; } = [];

    /// <summary>Resolves a query.</summary>
    /// <exception cref="UnresolvedQueryException">It has a form that is not followed; the message says which.</exception>
    internal Relation Bind(ParsedQuery query) => Query(query.Tree["statements"]![0]!.AsObject(), new Scope(null, null));

    /// <summary>Names that a part of a query may use.</summary>
    sealed record Scope(Scope? Parent, Relation? From)
    {
        internal Dictionary<string, (JsonObject Query, JsonArray? Names, Scope Home, bool IsRecursive)> Tables { get; } = [];
    }

    Relation Query(JsonObject statement, Scope scope) => Node(statement["node"]!.AsObject(), scope);

    Relation Node(JsonObject node, Scope outer)
    {
        if (++relations > MostRelations)
        {
            throw new UnresolvedQueryException("it has too many parts");
        }

        var scope = new Scope(outer, outer.From);
        if (node["cte_map"]?["map"] is JsonArray tables)
        {
            foreach (var table in tables)
            {
                var value = table!["value"]!.AsObject();
                var query = value["query"]!.AsObject();
                var home = new Scope(outer, outer.From);
                foreach (var (name, known) in scope.Tables)
                {
                    home.Tables[name] = known;
                }

                scope.Tables[table["key"]!.GetValue<string>().ToLowerInvariant()] =
                    (query, value["aliases"] as JsonArray, home, QueryTree.Text(query["node"]!.AsObject(), "type") == "RECURSIVE_CTE_NODE");
            }
        }

        return QueryTree.Text(node, "type") switch
        {
            "SELECT_NODE" => Select(node, scope),
            "SET_OPERATION_NODE" => Set(node, scope),
            var other => throw new UnresolvedQueryException($"it holds a {Shown(other)}"),
        };
    }

    Relation Set(JsonObject node, Scope scope)
    {
        var (left, right) = (Node(node["left"]!.AsObject(), scope), Node(node["right"]!.AsObject(), scope));
        var kind = QueryTree.Text(node, "setop_type")!;
        if (kind == "UNION_BY_NAME" || left.Columns.Count != right.Columns.Count)
        {
            throw new UnresolvedQueryException("it holds a union by name");
        }

        var set = new SetOperation { Left = left, Right = right, Kind = kind, IsAll = QueryTree.IsTrue(node, "setop_all"), Columns = [.. left.Columns.Select(column => column with { Qualifier = null, IsMerged = false })] };
        return Limited(node) ? new Opaque { Inputs = [set], Columns = set.Columns } : set;
    }

    static bool Limited(JsonObject node) => node["modifiers"] is JsonArray modifiers
        && modifiers.Any(modifier => QueryTree.Text(modifier!.AsObject(), "type") is "LIMIT_MODIFIER" or "LIMIT_PERCENT_MODIFIER");

    Relation From(JsonObject? from, Scope scope)
    {
        if (from is null)
        {
            return new Constant { Columns = [] };
        }

        if (from["sample"] is JsonObject)
        {
            throw new UnresolvedQueryException("it takes a sample");
        }

        switch (QueryTree.Text(from, "type"))
        {
            case "EMPTY":
                return new Constant { Columns = [] };
            case "BASE_TABLE":
                return Table(from, scope);
            case "JOIN":
                return Joined(from, scope);
            case "SUBQUERY":
                return Renamed(Query(from["subquery"]!.AsObject(), new Scope(scope, scope.From)), Alias(from), from["column_name_alias"] as JsonArray);
            case "EXPRESSION_LIST":
                var width = from["values"]![0]!.AsArray().Count;
                var names = Enumerable.Range(0, width).Select(place => new RelationColumn(Alias(from), "col" + place));
                return Renamed(new Constant { Columns = [.. names] }, Alias(from), from["expected_names"] as JsonArray);
            case "TABLE_FUNCTION":
                return Function(from);
            case var other:
                throw new UnresolvedQueryException($"it reads from a {Shown(other)}");
        }
    }

    static Relation Function(JsonObject from)
    {
        var function = from["function"]!.AsObject();
        if (QueryTree.Text(function, "function_name") is not ("range" or "generate_series") || from.ToJsonString().Contains("\"COLUMN_REF\"", StringComparison.Ordinal))
        {
            throw new UnresolvedQueryException("it reads from a table function");
        }

        var name = QueryTree.Text(function, "function_name")!;
        return Renamed(new Constant { Columns = [new RelationColumn(name, name)] }, Alias(from) ?? name, from["column_name_alias"] as JsonArray);
    }

    static string? Alias(JsonObject from) => QueryTree.Text(from, "alias") is { Length: > 0 } alias ? alias.ToLowerInvariant() : null;

    static Relation Renamed(Relation relation, string? alias, JsonArray? names)
    {
        var columns = relation.Columns.Where(column => !column.IsMerged).Select((column, place) => new RelationColumn(
            alias, names is not null && place < names.Count ? names[place]!.GetValue<string>().ToLowerInvariant() : column.Name)).ToList();
        return new Block
        {
            From = relation,
            Columns = columns,
            Expressions = [.. relation.Columns.Select((column, place) => (column, place)).Where(pair => !pair.column.IsMerged).Select(pair => ColumnAt(pair.place))],
        };
    }

    static Expression ColumnAt(int place)
    {
        var expression = new Expression(new JsonObject { [Expression.Column] = place });
        expression.Columns.Add(place);
        return expression;
    }

    Relation Table(JsonObject from, Scope scope)
    {
        var (schema, name) = (QueryTree.Text(from, "schema_name") ?? "", QueryTree.Text(from, "table_name")!.ToLowerInvariant());
        var names = from["column_name_alias"] as JsonArray;
        if (schema.Length == 0)
        {
            for (var at = scope; at is not null; at = at.Parent)
            {
                if (at.Tables.TryGetValue(name, out var known))
                {
                    return known.IsRecursive
                        ? throw new UnresolvedQueryException("it holds a recursive query")
                        : Renamed(Renamed(Query(known.Query, known.Home), null, known.Names), Alias(from) ?? name, names);
                }
            }
        }

        var full = (schema.Length == 0 ? name : $"{schema}.{name}").ToLowerInvariant();
        if (viewOf(full) is { } view)
        {
            views++;
            var rows = Query(view.Tree["statements"]![0]!.AsObject(), new Scope(null, null));
            views--;
            return Renamed(rows, Alias(from) ?? name, names);
        }

        var columns = columnsOf(full) ?? throw new UnresolvedQueryException($"the columns of {full} are not known");
        var scan = new Scan { Table = full, Place = views == 0 ? QueryTree.Location(from) : null, Columns = [.. columns.Select(column => new RelationColumn(name, column.ToLowerInvariant()))] };
        Scans.Add(scan);
        return Renamed(scan, Alias(from) ?? name, names);
    }

    Relation Joined(JsonObject from, Scope scope)
    {
        var left = From(from["left"]!.AsObject(), scope);
        var right = From(from["right"]!.AsObject(), new Scope(scope, left));
        var (kind, form) = (QueryTree.Text(from, "join_type"), QueryTree.Text(from, "ref_type"));
        if (form is not ("REGULAR" or "CROSS") || (QueryTree.Count(from, "duplicate_eliminated_columns") > 0))
        {
            throw new UnresolvedQueryException($"it holds a {Shown(form)} join");
        }

        if (reachesOut.Remove(left))
        {
            throw new UnresolvedQueryException("it holds a lateral join");
        }

        var type = kind switch
        {
            "INNER" => JoinKind.Inner,
            "LEFT" => JoinKind.Left,
            "RIGHT" => JoinKind.Right,
            "OUTER" or "FULL" => JoinKind.Full,
            "SEMI" => JoinKind.Semi,
            "ANTI" => JoinKind.Anti,
            _ => throw new UnresolvedQueryException($"it holds a {Shown(kind)} join"),
        };
        return Joined(from, scope, left, right, type);
    }

    Relation Joined(JsonObject from, Scope scope, Relation left, Relation right, JoinKind kind)
    {
        var merged = (from["using_columns"] as JsonArray ?? []).Select(name => name!.GetValue<string>().ToLowerInvariant()).ToList();
        var equal = merged.Select(name => (Find(left, null, name) ?? throw Unknown(name), Find(right, null, name) ?? throw Unknown(name))).ToList();
        var mergedRight = equal.Select(pair => pair.Item2).ToHashSet();
        var both = new Join
        {
            Left = left,
            Right = right,
            Kind = kind,
            Columns = [.. left.Columns, .. right.Columns.Select((column, place) => mergedRight.Contains(place) ? column with { IsMerged = true } : column)],
            Conditions = [],
            Equal = [.. equal.Select(pair => (ColumnAt(pair.Item1).Tree, ColumnAt(pair.Item2).Tree))],
        };
        var conditions = from["condition"] is JsonObject condition ? Conjuncts(condition).Select(part => Bind(part, both, scope)).ToList() : [];
        AddEqual(both, conditions);
        return new Join { Left = left, Right = right, Kind = kind, Columns = VisibleOf(both), Conditions = conditions, Equal = both.Equal };
    }

    /// <summary>A semi or anti join shows the left side only; a full join shows what <c>using</c> merges from either side.</summary>
    static IReadOnlyList<RelationColumn> VisibleOf(Join join) => join.Kind is JoinKind.Semi or JoinKind.Anti ? join.Left.Columns : join.Columns;

    /// <summary>Notes conditions of the form left = right.</summary>
    static void AddEqual(Join join, IEnumerable<Expression> conditions)
    {
        var width = join.Left.Columns.Count;
        foreach (var condition in conditions)
        {
            if (condition.Tree is JsonObject map && QueryTree.Text(map, "type") == "COMPARE_EQUAL" && condition.IsOfOneRow
                && Sided(map["left"]!, width) is { } a && Sided(map["right"]!, width) is { } b && a.IsLeft != b.IsLeft)
            {
                join.Equal.Add(a.IsLeft ? (a.Tree, b.Tree) : (b.Tree, a.Tree));
            }
        }
    }

    /// <summary>An expression over one side of a join, in that side's own places.</summary>
    static (bool IsLeft, JsonNode Tree)? Sided(JsonNode tree, int width)
    {
        var places = Expression.Places(tree);
        if (places.Count == 0 || (places.Exists(place => place < width) && places.Exists(place => place >= width)))
        {
            return null;
        }

        var isLeft = places[0] < width;
        return Expression.Replace(tree, place => new JsonObject { [Expression.Column] = isLeft ? place : place - width }) is { } own ? (isLeft, own) : null;
    }

    static IEnumerable<JsonObject> Conjuncts(JsonObject condition) => QueryTree.Text(condition, "type") == "CONJUNCTION_AND"
        ? condition["children"]!.AsArray().SelectMany(child => Conjuncts(child!.AsObject()))
        : [condition];

    static UnresolvedQueryException Unknown(string name) => new($"the column {name} is not found in one table alone");

    static string Shown(string? kind) => (kind ?? "unknown").ToLowerInvariant().Replace('_', ' ');
}
