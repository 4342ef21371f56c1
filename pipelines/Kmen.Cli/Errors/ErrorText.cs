using System.Globalization;
using System.Text;
using Kmen.Workspace;

namespace Kmen.Cli.Errors;

/// <summary>An error as text: message, place, source line with a caret, way out.</summary>
static class ErrorText
{
    const int ExcerptWidth = 120;

    /// <summary>The text, without a line end.</summary>
    public static string Of(KmenException error, bool hasColours)
    {
        var text = new StringBuilder(hasColours ? "\e[1;31merror:\e[0m " : "error: ");
        if (error.Parts.Count == 0)
        {
            Append(text, error);
            return text.ToString();
        }

        text.Append(error.Message.Split('\n')[0].TrimEnd(':')).Append('.');
        foreach (var part in error.Parts)
        {
            Append(text.Append("\n\n"), part);
        }

        return text.ToString();
    }

    static void Append(StringBuilder text, KmenException error)
    {
        text.Append(error.Message);
        if (error.Where is { } where)
        {
            text.Append("\n  ").Append(where);
            if (where is { Excerpt: { } line, Line: > 0 })
            {
                AppendExcerpt(text, where, line);
            }
        }

        foreach (var way in error.WayOut?.Split('\n') ?? [])
        {
            text.Append("\n  ").Append(way);
        }
    }

    static void AppendExcerpt(StringBuilder text, SourcePosition where, string line)
    {
        var number = where.Line.ToString(CultureInfo.InvariantCulture);
        var column = Math.Clamp(where.Column - 1, 0, line.Length);
        var start = column < ExcerptWidth - 20 ? 0 : column - ExcerptWidth / 2;
        var shown = line[start..Math.Min(line.Length, start + ExcerptWidth)];
        text.Append("\n    ").Append(number).Append(" | ").Append(start > 0 ? "…" : "").Append(shown).Append(start + ExcerptWidth < line.Length ? "…" : "");
        if (where.Column > 0)
        {
            // A tab in the line stays a tab above the caret, whatever its width is on the reader's terminal.
            var before = string.Concat(shown[..(column - start)].Select(character => character == '\t' ? '\t' : ' '));
            text.Append("\n    ").Append(' ', number.Length).Append(" | ").Append(start > 0 ? " " : "").Append(before).Append('^');
        }
    }
}
