namespace Kmen.Models.Parsing;

/// <summary>Finds the type that a cast names in the text: the engine's tree knows <c>string</c>, <c>text</c> and <c>varchar</c> by one name.</summary>
internal static class CastType
{
    /// <summary>The type of the cast that begins at an offset, <c>cast(… as t)</c> or <c>::t</c>, in lower case; null where it has a length or is none.</summary>
    internal static string? At(string sql, int offset)
    {
        var start = sql.AsSpan(offset).StartsWith("::", StringComparison.Ordinal) ? offset + 2 : AfterAs(sql, offset);
        if (start is not { } at)
        {
            return null;
        }

        while (at < sql.Length && char.IsWhiteSpace(sql[at]))
        {
            at++;
        }

        var end = at;
        while (end < sql.Length && (char.IsLetterOrDigit(sql[end]) || sql[end] == '_'))
        {
            end++;
        }

        return sql.AsSpan(end).TrimStart().StartsWith("(", StringComparison.Ordinal) ? null : sql[at..end].ToLowerInvariant();
    }

    /// <summary>Behind the last <c>as</c> that stands in no inner parentheses and in no text.</summary>
    static int? AfterAs(string sql, int offset)
    {
        var depth = 0;
        int? found = null;
        for (var i = offset; i < sql.Length; i++)
        {
            switch (sql[i])
            {
                case '\'' or '"':
                    var close = sql.IndexOf(sql[i], i + 1);
                    i = close < 0 ? sql.Length : close;
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return found;
                case 'a' or 'A' when depth == 1 && i + 2 < sql.Length && sql[i + 1] is 's' or 'S' && char.IsWhiteSpace(sql[i - 1]) && char.IsWhiteSpace(sql[i + 2]):
                    found = i + 2;
                    break;
            }
        }

        return null;
    }
}
