using Kmen.Models.Parsing;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Cli.Queries;

/// <summary>Holds a text to one statement that only asks: what is published is to be looked at, and nothing else of the machine is to be written. What the engine does not take is left for the engine to tell.</summary>
static class OneQuery
{
    /// <summary>The first words of questions. A <c>with</c> may also insert or delete: that finds nothing that could be written to.</summary>
    static readonly HashSet<string> Asking = new(StringComparer.OrdinalIgnoreCase)
    {
        "select", "from", "with", "values", "table", "describe", "desc", "show", "summarize", "pivot", "pivot_wider", "pivot_longer", "unpivot",
    };

    /// <summary>Of the engine's own words, which may also set and write, those that only tell.</summary>
    static readonly HashSet<string> Telling = new(StringComparer.OrdinalIgnoreCase)
    {
        "collations", "database_list", "database_size", "functions", "platform", "pragma_version", "show", "show_databases", "show_tables", "show_tables_expanded", "storage_info", "table_info", "version",
    };

    /// <summary>Looks at the text.</summary>
    /// <param name="session">Any session.</param>
    /// <param name="sql">The text.</param>
    /// <exception cref="KmenException">It holds several statements, or one that does something.</exception>
    public static void Require(IWarehouseSession session, string sql)
    {
        var tokens = SqlToken.Cut(sql).Where(token => token.Counts).Select(token => token.Text).ToList();
        while (tokens is [.., ";"])
        {
            tokens.RemoveAt(tokens.Count - 1);
        }

        if (tokens.Count == 0)
        {
            throw KmenException.Usage("The text holds no query.", null, "Write: kmen query \"select count(*) from marts.person\"");
        }

        if (!IsQuestion(tokens) && IsStatement(session, sql))
        {
            throw KmenException.Usage("kmen query only asks: this statement does something else.", null, "Write a SELECT. For rows as a file: kmen query --format csv \"…\" > rows.csv");
        }

        if (tokens.Contains(";"))
        {
            throw KmenException.Usage("The text holds several statements, and a query has one result.", null, "Ask them one after the other.");
        }
    }

    /// <summary>Whether the engine's parser takes it: a mistyped word is a matter of the run, which tells its place.</summary>
    static bool IsStatement(IWarehouseSession session, string sql) => session.Scalar<string>("select json_extract_string(json_serialize_sql($1::varchar), '$.error_type')", [sql]) != "parser";

    static bool IsQuestion(IReadOnlyList<string> tokens)
    {
        var words = tokens.SkipWhile(token => token == "(").ToList();
        return words switch
        {
            [] => true,
            [var first, ..] when Is(first, "explain") => IsQuestion(Explained(words)),
            [var first, var name, ..] when Is(first, "pragma") || Is(first, "call") => Telling.Contains(name) && !words.Contains("="),
            [var first, ..] => Asking.Contains(first) || !IsWord(first),
        };
    }

    /// <summary>What stands behind <c>explain</c>, <c>explain analyze</c> and <c>explain (…)</c>.</summary>
    static List<string> Explained(List<string> words)
    {
        var rest = words.Skip(1);
        return [.. words.Count > 1 && words[1] == "(" ? rest.SkipWhile(word => word != ")").Skip(1) : rest.SkipWhile(word => Is(word, "analyze"))];
    }

    static bool IsWord(string token) => char.IsLetter(token[0]);

    static bool Is(string token, string word) => token.Equals(word, StringComparison.OrdinalIgnoreCase);
}
