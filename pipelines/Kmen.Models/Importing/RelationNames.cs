using System.Text;
using System.Text.RegularExpressions;
using Kmen.Models.Parsing;

namespace Kmen.Models.Importing;

/// <summary>Knows how dbt writes each table in compiled SQL, and writes Kmen's names instead.</summary>
internal sealed partial class RelationNames(SqlNames names)
{
    readonly Dictionary<string, List<(IReadOnlyList<string> Tokens, string Old, string Schema, string Table)>> relations = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Says what a relation is called from now on.</summary>
    /// <param name="relation">As dbt renders it: a dotted name, or a file's path in quotes.</param>
    /// <param name="old">The name that columns can be qualified with in dbt's text.</param>
    /// <param name="schema">Kmen's schema.</param>
    /// <param name="table">Kmen's table.</param>
    internal void Add(string relation, string old, string schema, string table)
    {
        List<string> tokens = [.. SqlToken.Cut(relation).Where(token => token.Counts).Select(token => token.Text)];
        if (!relations.TryGetValue(tokens[0], out var alike))
        {
            relations[tokens[0]] = alike = [];
        }

        alike.Add((tokens, old, schema, table));
    }

    /// <summary>Rewrites a compiled text; comments and literals stay, empty lines that templates left go.</summary>
    internal string Rewrite(string sql)
    {
        var tokens = SqlToken.Cut(sql);
        var counting = tokens.Select((token, place) => (token, place)).Where(pair => pair.token.Counts).Select(pair => pair.place).ToList();
        var written = new StringBuilder();
        var next = 0;
        for (var place = 0; place < tokens.Count; place++)
        {
            if (!tokens[place].Counts)
            {
                written.Append(tokens[place].Kind == SqlTokenKind.Space ? Spaces(tokens[place].Text) : tokens[place].Text);
                continue;
            }

            if (Match(tokens, counting, next) is not { } found)
            {
                written.Append(tokens[place].Text);
                next++;
                continue;
            }

            written.Append(names.Of(found.Schema, found.Table));
            if (IsTable(tokens, counting, next) && !found.Table.Equals(found.Old, StringComparison.OrdinalIgnoreCase) && !HasAlias(tokens, counting, next + found.Tokens.Count))
            {
                written.Append(" as ").Append(names.Of(found.Old));
            }

            next += found.Tokens.Count;
            place = counting[next - 1];
        }

        return written.ToString().Trim().TrimEnd(';').TrimEnd();
    }

    (IReadOnlyList<string> Tokens, string Old, string Schema, string Table)? Match(IReadOnlyList<SqlToken> tokens, List<int> counting, int at)
    {
        foreach (var relation in relations.GetValueOrDefault(tokens[counting[at]].Text) ?? [])
        {
            var fits = at + relation.Tokens.Count <= counting.Count;
            for (var i = 0; fits && i < relation.Tokens.Count; i++)
            {
                fits = tokens[counting[at + i]].Text.Equals(relation.Tokens[i], StringComparison.OrdinalIgnoreCase);
            }

            if (fits && (relation.Tokens[0][0] != '\'' || IsTable(tokens, counting, at)) && (at == 0 || tokens[counting[at - 1]].Text != "."))
            {
                return relation;
            }
        }

        return null;
    }

    static bool IsTable(IReadOnlyList<SqlToken> tokens, List<int> counting, int at) =>
        at > 0 && tokens[counting[at - 1]].Text.ToLowerInvariant() is "from" or "join" or ",";

    bool HasAlias(IReadOnlyList<SqlToken> tokens, List<int> counting, int at)
    {
        if (at >= counting.Count)
        {
            return false;
        }

        var token = tokens[counting[at]];
        return token.Text.Equals("as", StringComparison.OrdinalIgnoreCase) || (names.IsName(token) && !Clause().IsMatch(token.Text));
    }

    /// <summary>No spaces at a line's end, and one empty line at most.</summary>
    static string Spaces(string text)
    {
        var lines = text.Count(c => c == '\n');
        return lines == 0 ? text : new string('\n', Math.Min(lines, 2)) + text[(text.LastIndexOf('\n') + 1)..];
    }

    /// <summary>Words that go on after a table and that the engine does not reserve.</summary>
    [GeneratedRegex("^(window|sample|at|by|semi|anti|asof|positional|cross|inner|left|right|full|natural|offset|limit)$", RegexOptions.IgnoreCase)]
    private static partial Regex Clause();
}
