using System.Text.Json.Nodes;
using Kmen.Warehouse;

namespace Kmen.Models.Analysis;

/// <summary>Writes the expressions of symbols as SQL, with the engine's own writer.</summary>
internal static class SymbolSql
{
    const string Prefix = "SELECT ";

    /// <summary>The SQL of a symbol over a table that is known as <paramref name="alias"/>.</summary>
    internal static string Of(IWarehouseSession session, Scan scan, string symbol, string alias)
    {
        if (!scan.Written.TryGetValue((symbol, alias), out var sql))
        {
            scan.Written[(symbol, alias)] = sql = Write(session, scan, symbol, alias);
        }

        return sql;
    }

    static string Write(IWarehouseSession session, Scan scan, string symbol, string alias)
    {
        if (scan.IsColumn(symbol))
        {
            return $"{alias}.{SqlText.Name(scan.Columns[Expression.Places(scan.Symbols[symbol])[0]].Name)}";
        }

        var expression = Expression.Replace(scan.Symbols[symbol], place => new JsonObject
        {
            ["class"] = "COLUMN_REF", ["type"] = "COLUMN_REF", ["column_names"] = new JsonArray(alias, scan.Columns[place].Name),
        });
        var statement = new JsonObject
        {
            ["error"] = false,
            ["statements"] = new JsonArray(new JsonObject
            {
                ["node"] = new JsonObject
                {
                    ["type"] = "SELECT_NODE",
                    ["modifiers"] = new JsonArray(),
                    ["cte_map"] = new JsonObject { ["map"] = new JsonArray() },
                    ["select_list"] = new JsonArray(expression),
                    ["from_table"] = new JsonObject { ["type"] = "EMPTY" },
                    ["where_clause"] = null,
                    ["group_expressions"] = new JsonArray(),
                    ["group_sets"] = new JsonArray(),
                    ["aggregate_handling"] = "STANDARD_HANDLING",
                    ["having"] = null,
                    ["sample"] = null,
                    ["qualify"] = null,
                },
                ["named_param_map"] = new JsonArray(),
            }),
        };
        var sql = session.Scalar<string>("select json_deserialize_sql($1::json)", [statement.ToJsonString()])!;
        return sql.StartsWith(Prefix, StringComparison.Ordinal) ? sql[Prefix.Length..] : throw new UnresolvedQueryException("an expression of its key cannot be written");
    }
}
