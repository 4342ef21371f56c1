using Kmen.Models.Parsing;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Cli.Queries;

/// <summary>
/// Holds a text to one statement that only asks: what is published is to be looked at, and nothing else of the machine is to be written. The engine's own parser decides; of what it does not judge (a pivot that looks for its
/// values, an explanation, the engine's words about itself) the words do. What the engine does not take is left for the run to tell, with its place.
/// </summary>
static class OneQuery
{
    const string Syntax = "parser";

    static readonly HashSet<string> Pivoting = new(StringComparer.OrdinalIgnoreCase) { "pivot", "pivot_wider", "pivot_longer", "unpivot" };

    /// <summary>What a pivot may stand in.</summary>
    static readonly HashSet<string> Around = new(StringComparer.OrdinalIgnoreCase) { "select", "from", "with" };

    /// <summary>Of the engine's own words, which may also set and write, those that only tell.</summary>
    static readonly HashSet<string> Telling = new(StringComparer.OrdinalIgnoreCase)
    {
        "collations", "database_list", "database_size", "functions", "metadata_info", "platform", "show", "show_databases", "show_tables", "show_tables_expanded", "storage_info", "table_info", "user_agent", "version",
    };

    /// <summary>Looks at the text.</summary>
    /// <param name="session">Any session.</param>
    /// <param name="sql">The text.</param>
    /// <exception cref="KmenException">It holds several statements, or one that does something.</exception>
    public static void Require(IWarehouseSession session, string sql)
    {
        var (refusal, statements) = Parsed(session, sql);
        if (refusal is null && statements == 0)
        {
            throw KmenException.Usage("The text holds no query.", null, "Write: kmen query \"select count(*) from marts.person\"");
        }

        var tokens = SqlToken.Cut(sql).Where(token => token.Counts).Select(token => token.Text).ToList();
        while (tokens is [.., ";"])
        {
            tokens.RemoveAt(tokens.Count - 1);
        }

        if (refusal != Syntax && (statements > 1 || tokens.Contains(";")))
        {
            throw KmenException.Usage("The text holds several statements, and a query has one result.", null, "Ask them one after the other.");
        }

        if (refusal is not (null or Syntax) && !IsOtherQuestion(session, tokens))
        {
            throw KmenException.Usage("kmen query only asks: this statement does something else.", null, "Write a SELECT. For rows as a file: kmen query --format csv \"…\" > rows.csv");
        }

        if (tokens.Exists(token => token is "?" or "$"))
        {
            throw KmenException.Usage("The query has a place for a value, and there is none to put there.", null, "Write the value itself.");
        }
    }

    /// <summary>Why the engine's parser does not take the text as SELECTs, or null; and how many they are.</summary>
    static (string? Refusal, long Statements) Parsed(IWarehouseSession session, string sql) => session.List(
        "select json_extract_string(parsed, '$.error_type'), coalesce(json_array_length(parsed, '$.statements'), 0)::bigint from (select json_serialize_sql($1::varchar) as parsed)",
        row => (row.IsDBNull(0) ? null : row.GetString(0), row.GetInt64(1)), [sql])[0];

    static bool IsOtherQuestion(IWarehouseSession session, List<string> tokens)
    {
        var words = tokens.SkipWhile(token => token == "(").ToList();
        return words switch
        {
            [var first, ..] when Is(first, "explain") => Explained(words) is var explained
                && (Parsed(session, string.Join(' ', explained)) is (null or Syntax, _) || (!explained.Exists(word => Is(word, "explain")) && IsOtherQuestion(session, explained))),
            [var first, var name, ..] when Is(first, "pragma") || Is(first, "call") => !words.Contains("=")
                && (Telling.Contains(name) || (name.StartsWith("pragma_", StringComparison.OrdinalIgnoreCase) && Telling.Contains(name["pragma_".Length..]))),
            [var first, ..] => Pivoting.Contains(first) || (Around.Contains(first) && words.Exists(Pivoting.Contains)),
            _ => false,
        };
    }

    /// <summary>What stands behind <c>explain</c>, <c>explain analyze</c> and <c>explain (…)</c>.</summary>
    static List<string> Explained(List<string> words)
    {
        var rest = words.Skip(1);
        return words.Count > 2 && words[1] == "(" && !Around.Contains(words[2]) ? [.. rest.SkipWhile(word => word != ")").Skip(1)] : [.. rest.SkipWhile(word => Is(word, "analyze") || Is(word, "verbose"))];
    }

    static bool Is(string token, string word) => token.Equals(word, StringComparison.OrdinalIgnoreCase);
}
