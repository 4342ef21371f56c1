using System.Globalization;

namespace Kmen.Workspace;

/// <summary>A place in a text file.</summary>
/// <param name="File">Path, relative to the workspace where it lies inside.</param>
/// <param name="Line">Line, from 1; 0 where only the file is known.</param>
/// <param name="Column">Column in characters, from 1; 0 where only the line is known.</param>
/// <param name="Excerpt">The line's text, for a caret below it, or null.</param>
public sealed record SourcePosition(string File, int Line = 0, int Column = 0, string? Excerpt = null)
{
    /// <summary>The clickable form <c>file:line:column</c>.</summary>
    /// <returns>The place as text.</returns>
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => File,
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}"),
    };

    /// <summary>Finds the position of a character in a text.</summary>
    /// <param name="file">Path shown to the user.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="offset">Character offset from 0; values outside the text are moved to its ends.</param>
    /// <returns>The position with the line's text as excerpt.</returns>
    public static SourcePosition At(string file, string text, int offset)
    {
        ArgumentNullException.ThrowIfNull(text);
        offset = Math.Clamp(offset, 0, text.Length);
        var line = 1;
        var start = 0;
        for (var i = 0; i < offset; i++)
        {
            if (text[i] == '\n')
            {
                line++;
                start = i + 1;
            }
        }

        var end = text.IndexOf('\n', start);
        var excerpt = end < 0 ? text[start..] : text[start..end];
        return new SourcePosition(file, line, offset - start + 1, excerpt.TrimEnd('\r'));
    }
}
