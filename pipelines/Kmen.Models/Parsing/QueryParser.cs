using System.Globalization;
using System.Text.Json.Nodes;
using Kmen.Warehouse;

namespace Kmen.Models.Parsing;

/// <summary>Parses SELECTs with the engine's own parser (<c>json_serialize_sql</c>): no tables need to exist.</summary>
public sealed class QueryParser(IWarehouseSession session)
{
    /// <summary>What the engine says of any statement but a SELECT, without a place: it is the whole.</summary>
    const string OtherStatement = "not implemented";

    /// <summary>Parses one query.</summary>
    /// <param name="sql">One SELECT.</param>
    /// <returns>What it reads and its tree.</returns>
    /// <exception cref="WarehouseException">It is not a SELECT, or has a syntax error, with the offset.</exception>
    public ParsedQuery Parse(string sql)
    {
        var json = session.Scalar<string>("select json_serialize_sql($1::varchar)::varchar", [sql])!;
        var root = JsonNode.Parse(json, documentOptions: new() { MaxDepth = 1024 })!;
        if (root["error"]!.GetValue<bool>())
        {
            if (root["error_type"]?.GetValue<string>() == OtherStatement)
            {
                throw new WarehouseException("Parser", "this is no SELECT, or a PIVOT whose values are not named", sql, 0, []);
            }

            var offset = int.TryParse(root["position"]?.GetValue<string>(), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
                ? SqlOffset.FromCodePoints(sql, position) : (int?)null;
            throw new WarehouseException("Parser", root["error_message"]!.GetValue<string>(), sql, offset, []);
        }

        var statements = root["statements"]!.AsArray();
        if (statements.Count != 1)
        {
            throw new WarehouseException(
                "Parser", statements.Count == 0 ? "there is no SELECT" : "there are several SELECTs", sql,
                statements.Count == 0 ? sql.Length : SqlOffset.FromBytes(sql, QueryTree.FirstLocation(statements[1]!) ?? 0), []);
        }

        var tables = new List<TableReference>();
        Walk(statements[0]!, new HashSet<string>(), sql, tables);
        return new ParsedQuery([.. tables.OrderBy(table => table.Offset)], root) { Text = json };
    }

    /// <summary>Common table expressions are in scope in the query that defines them, in later ones of the same list, and below.</summary>
    static void Walk(JsonNode node, IReadOnlySet<string> scope, string sql, List<TableReference> tables)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list.Where(item => item is not null))
            {
                Walk(item!, scope, sql, tables);
            }

            return;
        }

        if (node is not JsonObject map)
        {
            return;
        }

        if (map["type"] is JsonValue type && type.TryGetValue<string>(out var kind) && kind == "BASE_TABLE")
        {
            var schema = map["schema_name"]!.GetValue<string>();
            var name = map["table_name"]!.GetValue<string>();
            if (schema.Length > 0 || !scope.Contains(name.ToLowerInvariant()))
            {
                tables.Add(new TableReference(schema, name, SqlOffset.FromBytes(sql, QueryTree.Location(map) ?? 0)));
            }

            return;
        }

        var inner = scope;
        if (map["cte_map"]?["map"] is JsonArray expressions && expressions.Count > 0)
        {
            var names = new HashSet<string>(scope);
            foreach (var expression in expressions)
            {
                var name = expression!["key"]!.GetValue<string>().ToLowerInvariant();
                var isRecursive = expression["value"]?["query"]?["node"]?["type"]?.GetValue<string>() == "RECURSIVE_CTE_NODE";
                var own = isRecursive ? new HashSet<string>(names) { name } : names;
                Walk(expression["value"]!, own, sql, tables);
                names = [.. names, name];
            }

            inner = names;
        }

        foreach (var (key, value) in map)
        {
            if (value is not null && key != "cte_map")
            {
                Walk(value, inner, sql, tables);
            }
        }
    }
}
