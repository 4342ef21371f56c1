using System.Text.Json.Nodes;
using Kmen.Models.Files;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.Parsing;

/// <summary>
/// Holds the models of a workspace marked <c>portable: true</c> to SQL that DuckDB and Spark read alike.
/// It sees the parsed text only: differences that depend on types (decimal division, date arithmetic) are for a run on both engines.
/// </summary>
public static class Portability
{
    static readonly Dictionary<string, string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["//"] = "Spark has no such operator: use floor(a / nullif(b, 0)).",
        ["list_value"] = "Spark has no [a, b]: keep rows instead of lists.",
        ["list_contains"] = "Spark calls it array_contains: keep rows instead of lists.",
        ["unnest"] = "Spark calls it explode: keep rows instead of lists.",
        ["struct_pack"] = "Spark calls it named_struct.",
        ["string_agg"] = "Spark calls it listagg.",
        ["listagg"] = "the engines order it by different forms.",
        ["group_concat"] = "Spark calls it listagg.",
        ["row"] = "Spark calls it named_struct.",
        ["array_agg"] = "its order differs between the engines.",
        ["list"] = "Spark has no such function, and it does not spill.",
        ["concat"] = "nulls differ: use || or concat_ws.",
        ["regexp_replace"] = "DuckDB replaces the first match, Spark every one: use a function of sql/functions.",
        ["regexp_matches"] = "Spark calls it regexp_like: use a function of sql/functions.",
        ["strftime"] = "formats differ: use a function of sql/functions.",
        ["strip_accents"] = "Spark has no such function: use a function of sql/functions.",
        ["jaro_winkler_similarity"] = "Spark has no such function.",
        ["jaro_similarity"] = "Spark has no such function.",
        ["date_diff"] = "the order of arguments differs: use a function of sql/functions.",
        ["datediff"] = "the order of arguments differs: use a function of sql/functions.",
        ["epoch"] = "Spark calls it unix_timestamp: use a function of sql/functions.",
        ["sha256"] = "Spark calls it sha2(x, 256): use a function of sql/functions.",
        ["json_extract_string"] = "Spark calls it get_json_object: use a function of sql/functions.",
        ["json_extract"] = "Spark calls it get_json_object: use a function of sql/functions.",
        ["->>"] = "Spark calls it get_json_object: use a function of sql/functions.",
        ["->"] = "Spark calls it get_json_object: use a function of sql/functions.",
        ["dayofweek"] = "DuckDB counts Sunday as 0, Spark as 1: use a function of sql/functions.",
        ["weekday"] = "DuckDB counts Sunday as 0, Spark Monday: use a function of sql/functions.",
        ["isodow"] = "Spark has no such function: use a function of sql/functions.",
        ["^"] = "DuckDB raises to a power, Spark takes the exclusive or: use power(a, b).",
        ["**"] = "Spark has no such operator: use power(a, b).",
        ["regexp_full_match"] = "Spark has no such form: use a function of sql/functions.",
        ["~~~"] = "glob: use like.",
        ["levenshtein"] = "DuckDB counts bytes, Spark characters: use edit_distance of sql/functions.",
        ["approx_count_distinct"] = "the engines estimate differently: count exactly what is published.",
        ["timezone"] = "Spark calls it from_utc_timestamp: use a function of sql/functions.",
        ["read_csv"] = "models read tables; files come in through sources.",
        ["read_parquet"] = "models read tables; files come in through sources.",
        ["getvariable"] = "Spark has no such function.",
    };

    static readonly string[] StarLists = ["exclude_list", "replace_list", "qualified_exclude_list", "rename_list"];

    static readonly string[] DayParts = ["dow", "isodow", "weekday", "dayofweek", "epoch"];

    /// <summary>Checks one model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="query">Its parsed text.</param>
    /// <exception cref="KmenException">A form that one engine lacks or reads differently: file, line, column, what to write instead.</exception>
    public static void Check(Model model, ParsedQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Walk(query.Tree, model);
    }

    static void Walk(JsonNode node, Model model)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                if (item is not null)
                {
                    Walk(item, model);
                }
            }
        }
        else if (node is JsonObject map)
        {
            if (Fault(map, model) is { } fault)
            {
                throw KmenException.Usage(
                    $"{model.FullName} is not portable: {fault.Why}", model.At(SqlOffset.FromBytes(model.Sql, Place(fault.Where) ?? 0)),
                    "The workspace is marked portable: true in kmen.yml; write the form that both engines read, or unmark it.");
            }

            // percentile_cont within group: the order of nulls changes nothing, because both engines leave nulls out.
            var isQuantile = QueryTree.Text(map, "function_name") is "quantile_cont" or "quantile_disc";
            foreach (var (key, value) in map)
            {
                if (value is not null && !(isQuantile && key == "order_bys"))
                {
                    Walk(value, model);
                }
            }
        }
    }

    static int? Place(JsonNode? where) => where is JsonObject map && QueryTree.Location(map) is { } own ? own : QueryTree.FirstLocation(where);

    static (string Why, JsonNode? Where)? Fault(JsonObject map, Model model) => OfFunction(map) ?? OfQuery(map) ?? OfExpression(map, model);

    static (string, JsonNode?)? OfFunction(JsonObject map)
    {
        if (QueryTree.Text(map, "function_name") is not { } name)
        {
            return null;
        }

        if (Functions.TryGetValue(name, out var reason))
        {
            return ($"{name}: {reason}", map);
        }

        var children = map["children"] as JsonArray ?? [];
        return name switch
        {
            _ when name.StartsWith("list_", StringComparison.Ordinal) => ($"{name}: Spark has no such function: keep rows instead of lists.", map),
            "/" when children.Count == 2 && !IsNeverZero(children[1]) => ("/: by zero DuckDB gives inf or null, Spark fails: use a / nullif(b, 0).", map),
            "date_part" when children.Count > 0 && DayParts.Contains(QueryTree.Constant(children[0])?.ToString()) =>
                ($"extract({QueryTree.Constant(children[0])} …): the engines differ: use a function of sql/functions.", map),
            "left" or "right" when children.Count == 2 && QueryTree.Constant(children[1]) is { } length && length.TryGetValue<long>(out var number) && number < 0 =>
                ($"{name} with a negative length: DuckDB cuts from the other end, Spark gives an empty text.", map),
            _ => null,
        };
    }

    static (string, JsonNode?)? OfQuery(JsonObject map)
    {
        if (QueryTree.Text(map, "null_order") == "ORDER_DEFAULT")
        {
            return ("order by without nulls first or nulls last: the engines put nulls at different ends.", map);
        }

        if (map["qualify"] is { } qualify)
        {
            return ("qualify: filter a window in an outer query.", new JsonArray(qualify.DeepClone()));
        }

        if (map["sample"] is JsonObject)
        {
            return ("sample: the engines draw other rows.", map);
        }

        return QueryTree.Text(map, "setop_type") == "UNION_BY_NAME" ? ("union by name: name the columns in one order.", map["right"] ?? map)
            : QueryTree.Text(map, "ref_type") == "ASOF" ? ("asof join: join on a range and keep the last row.", map)
            : QueryTree.Text(map, "ref_type") == "POSITIONAL" ? ("positional join: rows have no order of their own.", map)
            : QueryTree.Text(map, "type") == "LIMIT_PERCENT_MODIFIER" ? ("limit in per cent: number the rows.", map)
            : QueryTree.Text(map, "type") == "DISTINCT_MODIFIER" && QueryTree.Count(map, "distinct_on_targets") > 0
                ? ("distinct on: number the rows by a window and keep the first.", map) : null;
    }

    static (string, JsonNode?)? OfExpression(JsonObject map, Model model)
    {
        switch (QueryTree.Text(map, "type"))
        {
            case "STAR" when StarLists.Sum(key => QueryTree.Count(map, key)) > 0:
                return ("* exclude, * replace and * rename: name the columns.", map);
            case "STAR" when QueryTree.IsTrue(map, "columns") && map["expr"] is not null:
                return ("columns(…): name the columns.", map);
            case "LAMBDA":
                return ("lambda: keep rows instead of lists.", map);
            case "ARRAY_EXTRACT":
                return ("x[n]: DuckDB counts from 1, Spark from 0: keep rows instead of lists.", map);
            case "VALUE_CONSTANT" when QueryTree.Constant(map) is { } text && text.TryGetValue<string>(out var value) && value.Contains('\\', StringComparison.Ordinal):
                return ("a text with a backslash: Spark reads it as an escape; in a pattern write [0-9] or [.].", map);
            case "OPERATOR_CAST" when CastType.At(model.Sql, SqlOffset.FromBytes(model.Sql, QueryTree.Location(map) ?? 0)) is "varchar" or "text":
                return ("varchar without a length, text: Spark calls it string, and so may DuckDB.", map);
            default:
                return QueryTree.IsTrue(map, "ignore_nulls") ? ("ignore nulls: the engines write it at different places.", map) : null;
        }
    }

    /// <summary>Whether a divisor is a number other than zero or a nullif, each perhaps in a cast.</summary>
    static bool IsNeverZero(JsonNode? divisor) => divisor is JsonObject map && (QueryTree.Text(map, "type") == "OPERATOR_CAST"
        ? IsNeverZero(map["child"])
        : QueryTree.Text(map, "function_name") == "nullif" || (QueryTree.Constant(map) is { } value && value.ToString() is not ("0" or "0.0")));
}
