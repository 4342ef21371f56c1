namespace Kmen.Models.Parsing;

/// <summary>What a piece of SQL text is.</summary>
public enum SqlTokenKind
{
    /// <summary>White space.</summary>
    Space,

    /// <summary>A comment to the line's end, or between slash and asterisk.</summary>
    Comment,

    /// <summary>A text literal.</summary>
    Text,

    /// <summary>A name in double quotes.</summary>
    QuotedName,

    /// <summary>A name, keyword or number.</summary>
    Word,

    /// <summary>Any other character.</summary>
    Symbol,
}

/// <summary>A piece of SQL text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text as it stands.</param>
public readonly record struct SqlToken(SqlTokenKind Kind, string Text)
{
    /// <summary>Whether it says something to the engine.</summary>
    public bool Counts => Kind is not (SqlTokenKind.Space or SqlTokenKind.Comment);

    /// <summary>Cuts a text into tokens; joined, they are the text again.</summary>
    /// <param name="sql">The text, also a wrong one.</param>
    /// <returns>The tokens.</returns>
    public static IReadOnlyList<SqlToken> Cut(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        var tokens = new List<SqlToken>();
        for (var at = 0; at < sql.Length;)
        {
            var kind = KindAt(sql, at);
            var end = EndOf(sql, at, kind);
            tokens.Add(new SqlToken(kind, sql[at..end]));
            at = end;
        }

        return tokens;
    }

    static SqlTokenKind KindAt(string sql, int at) => sql[at] switch
    {
        var space when IsSpace(space) => SqlTokenKind.Space,
        '-' when Is(sql, at, "--") => SqlTokenKind.Comment,
        '/' when Is(sql, at, "/*") => SqlTokenKind.Comment,
        '\'' => SqlTokenKind.Text,
        'e' or 'E' when at + 1 < sql.Length && sql[at + 1] == '\'' => SqlTokenKind.Text,
        '$' when DollarTag(sql, at) is not null => SqlTokenKind.Text,
        '"' => SqlTokenKind.QuotedName,
        var letter when char.IsLetterOrDigit(letter) || letter == '_' => SqlTokenKind.Word,
        _ => SqlTokenKind.Symbol,
    };

    static int EndOf(string sql, int at, SqlTokenKind kind)
    {
        switch (kind)
        {
            case SqlTokenKind.Space:
                return Run(sql, at, IsSpace);
            case SqlTokenKind.Word:
                return Run(sql, at, c => char.IsLetterOrDigit(c) || c is '_' or '$');
            case SqlTokenKind.Comment when sql[at] == '-':
                return sql.AsSpan(at).IndexOfAny('\n', '\r') is var line and >= 0 ? at + line : sql.Length;
            case SqlTokenKind.Comment:
                return EndOfComment(sql, at);
            case SqlTokenKind.QuotedName:
                return EndOfQuote(sql, at, '"', hasEscapes: false);
            case SqlTokenKind.Text when sql[at] == '$':
                var tag = DollarTag(sql, at)!;
                return sql.IndexOf(tag, at + tag.Length, StringComparison.Ordinal) is var end and >= 0 ? end + tag.Length : sql.Length;
            case SqlTokenKind.Text:
                return sql[at] == '\'' ? EndOfQuote(sql, at, '\'', hasEscapes: false) : EndOfQuote(sql, at + 1, '\'', hasEscapes: true);
            default:
                return at + 1;
        }
    }

    /// <summary>What the engine takes for a space: also those of no width.</summary>
    static bool IsSpace(char letter) => char.IsWhiteSpace(letter) || letter is '\u200B' or '\u2060' or '\uFEFF';

    static int Run(string sql, int at, Func<char, bool> belongs)
    {
        while (at < sql.Length && belongs(sql[at]))
        {
            at++;
        }

        return at;
    }

    static int EndOfQuote(string sql, int at, char quote, bool hasEscapes)
    {
        for (at++; at < sql.Length; at++)
        {
            if (hasEscapes && sql[at] == '\\')
            {
                at++;
            }
            else if (sql[at] == quote)
            {
                if (at + 1 == sql.Length || sql[at + 1] != quote)
                {
                    return at + 1;
                }

                at++;
            }
        }

        return sql.Length;
    }

    static int EndOfComment(string sql, int at)
    {
        var depth = 0;
        for (; at < sql.Length; at++)
        {
            if (Is(sql, at, "/*"))
            {
                depth++;
                at++;
            }
            else if (Is(sql, at, "*/"))
            {
                at++;
                if (--depth == 0)
                {
                    return at + 1;
                }
            }
        }

        return sql.Length;
    }

    /// <summary>The opening of a text between dollars such as <c>$$</c> or <c>$tag$</c>, or null.</summary>
    static string? DollarTag(string sql, int at)
    {
        var end = Run(sql, at + 1, c => char.IsLetterOrDigit(c) || c == '_');
        return end < sql.Length && sql[end] == '$' && !char.IsDigit(sql[at + 1]) ? sql[at..(end + 1)] : null;
    }

    static bool Is(string sql, int at, string text) => string.CompareOrdinal(sql, at, text, 0, text.Length) == 0;
}
