using System.Text.Json;
using System.Text.RegularExpressions;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Cli.Queries;

/// <summary>Holds a text to one statement that only asks: what is published is to be looked at, and nothing else of the machine is to be written.</summary>
static partial class OneQuery
{
    /// <summary>Looks at the text with the engine's own parser.</summary>
    /// <param name="session">Any session.</param>
    /// <param name="sql">The text.</param>
    /// <exception cref="KmenException">It holds several statements, or one that does something.</exception>
    public static void Require(IWarehouseSession session, string sql)
    {
        var told = Parsed(session, sql);
        if (told.GetProperty("error").GetBoolean())
        {
            // What the parser does not take is told by the run, with its place.
            if (told.GetProperty("error_type").GetString() == "not implemented" && !IsOtherQuestion(session, sql))
            {
                throw KmenException.Usage("kmen query only asks: this statement does something else.", null, "Write a SELECT. For rows as a file: kmen query --format csv \"…\" > rows.csv");
            }

            return;
        }

        if (told.GetProperty("statements").GetArrayLength() > 1)
        {
            throw KmenException.Usage("The text holds several statements, and a query has one result.", null, "Ask them one after the other.");
        }
    }

    /// <summary>Questions that the engine's parser does not count among them.</summary>
    static bool IsOtherQuestion(IWarehouseSession session, string sql)
    {
        if (Explanation().Match(sql) is { Success: true } explanation)
        {
            return !Parsed(session, sql[explanation.Length..]).GetProperty("error").GetBoolean();
        }

        return Asking().IsMatch(sql) && !sql.TrimEnd().TrimEnd(';').Contains(';', StringComparison.Ordinal);
    }

    static JsonElement Parsed(IWarehouseSession session, string sql) => JsonDocument.Parse(session.Scalar<string>("select json_serialize_sql($1::varchar)::varchar", [sql])!).RootElement;

    [GeneratedRegex(@"^(\s|--[^\n]*\n|/\*.*?\*/)*explain(\s+analyze)?\s", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Explanation();

    // A pivot may stand behind named parts; a `with` that inserts finds nothing that could be written to.
    [GeneratedRegex(@"^(\s|--[^\n]*\n|/\*.*?\*/|\()*(pivot|pivot_wider|unpivot|from|select|with|describe|show|summarize|pragma)\b", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Asking();
}
