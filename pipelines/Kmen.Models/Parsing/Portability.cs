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
        ["array_agg"] = "its order differs between the engines.",
        ["list"] = "Spark has no such function, and it does not spill.",
        ["concat"] = "nulls differ: use || or concat_ws.",
        ["regexp_replace"] = "DuckDB replaces the first match, Spark every one: use a function of sql/functions.",
        ["regexp_matches"] = "Spark calls it regexp_like: use a function of sql/functions.",
        ["strftime"] = "formats differ: use a function of sql/functions.",
        ["strip_accents"] = "Spark has no such function: use a function of sql/functions.",
        ["jaro_winkler_similarity"] = "Spark has no such function.",
        ["date_diff"] = "the order of arguments differs: use a function of sql/functions.",
        ["datediff"] = "the order of arguments differs: use a function of sql/functions.",
        ["epoch"] = "Spark calls it unix_timestamp: use a function of sql/functions.",
        ["sha256"] = "Spark calls it sha2(x, 256): use a function of sql/functions.",
        ["json_extract_string"] = "Spark calls it get_json_object: use a function of sql/functions.",
        ["json_extract"] = "Spark calls it get_json_object: use a function of sql/functions.",
        ["->>"] = "Spark calls it get_json_object: use a function of sql/functions.",
        ["->"] = "Spark calls it get_json_object: use a function of sql/functions.",
        ["dayofweek"] = "DuckDB counts Sunday as 0, Spark as 1: use a function of sql/functions.",
        ["levenshtein"] = "DuckDB counts bytes, Spark characters: use edit_distance of sql/functions.",
        ["approx_count_distinct"] = "the engines estimate differently: count exactly what is published.",
        ["timezone"] = "Spark calls it from_utc_timestamp: use a function of sql/functions.",
        ["read_csv"] = "models read tables; files come in through sources.",
        ["read_parquet"] = "models read tables; files come in through sources.",
        ["getvariable"] = "Spark has no such function.",
    };

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
            if (Fault(map) is { } fault)
            {
                throw KmenException.Usage(
                    $"{model.FullName} is not portable: {fault}", model.At(SqlOffset.FromBytes(model.Sql, Location(map))),
                    "The workspace is marked portable: true in kmen.yml; write the form that both engines read, or unmark it.");
            }

            foreach (var (_, value) in map)
            {
                if (value is not null)
                {
                    Walk(value, model);
                }
            }
        }
    }

    static string? Fault(JsonObject map)
    {
        if (Text(map, "function_name") is { } name && Functions.TryGetValue(name, out var reason))
        {
            return $"{name}: {reason}";
        }

        if (map.ContainsKey("null_order") && Text(map, "null_order") == "ORDER_DEFAULT")
        {
            return "order by without nulls first or nulls last: the engines put nulls at different ends.";
        }

        if (map.ContainsKey("qualify") && map["qualify"] is not null)
        {
            return "qualify: filter a window in an outer query.";
        }

        if (Text(map, "type") == "STAR" && Count(map, "exclude_list") + Count(map, "replace_list") + Count(map, "qualified_exclude_list") > 0)
        {
            return "* exclude and * replace: name the columns.";
        }

        return Text(map, "ref_type") == "ASOF" ? "asof join: join on a range and keep the last row."
            : Text(map, "type") == "DISTINCT_MODIFIER" && Count(map, "distinct_on_targets") > 0 ? "distinct on: number the rows by a window and keep the first."
            : null;
    }

    static int Location(JsonNode node)
    {
        if (node is JsonObject map)
        {
            if (map["query_location"] is JsonValue location && location.TryGetValue<long>(out var at) && at is >= 0 and <= int.MaxValue)
            {
                return (int)at;
            }

            return map.Select(pair => pair.Value is null ? 0 : Location(pair.Value)).FirstOrDefault(found => found > 0);
        }

        return node is JsonArray list ? list.Select(item => item is null ? 0 : Location(item)).FirstOrDefault(found => found > 0) : 0;
    }

    static string? Text(JsonObject map, string key) => map[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    static int Count(JsonObject map, string key) => (map[key] as JsonArray)?.Count ?? 0;
}
