using System.Text.RegularExpressions;
using Kmen.Models.Parsing;
using Kmen.Warehouse;

namespace Kmen.Models.Importing;

/// <summary>Writes names into SQL that people read: quoted only where they must be.</summary>
internal sealed partial class SqlNames
{
    readonly HashSet<string> reserved;

    internal SqlNames(IWarehouseSession session) =>
        reserved = session.List("select keyword_name from duckdb_keywords() where keyword_category <> 'unreserved'", row => row.GetString(0)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name.</summary>
    internal string Of(string name) => Plain().IsMatch(name) && !reserved.Contains(name) ? name : SqlText.Name(name);

    /// <summary>Whether a word of SQL text can be a name that nobody quoted.</summary>
    internal bool IsName(SqlToken token) => token.Kind == SqlTokenKind.QuotedName || (token.Kind == SqlTokenKind.Word && Plain().IsMatch(token.Text) && !reserved.Contains(token.Text));

    /// <summary>Schema and table.</summary>
    internal string Of(string schema, string table) => $"{Of(schema)}.{Of(table)}";

    /// <summary>A name without its quotes; null where the text is an expression.</summary>
    internal static string? Column(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        return Plain().IsMatch(trimmed) ? trimmed
            : Quoted().IsMatch(trimmed) ? trimmed[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : null;
    }

    /// <summary>A name for a source, table or column of Kmen: lower case, letters, digits and underscores, a letter first.</summary>
    internal static string Identifier(string text)
    {
        var clean = string.Concat(text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')).Trim('_');
        return clean.Length == 0 ? "x" : char.IsAsciiLetter(clean[0]) ? clean[..Math.Min(clean.Length, 60)] : "x_" + clean[..Math.Min(clean.Length, 58)];
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Plain();

    [GeneratedRegex("^\"(?:[^\"]|\"\")+\"$")]
    private static partial Regex Quoted();
}
