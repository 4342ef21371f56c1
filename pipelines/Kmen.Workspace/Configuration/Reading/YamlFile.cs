using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Kmen.Workspace.Configuration.Reading;

/// <summary>A YAML text as nodes that know their place.</summary>
sealed class YamlFile
{
    readonly string shown;
    readonly string[] lines;

    YamlFile(string shown, string text, Findings findings, KeyTrace keys)
    {
        this.shown = shown;
        lines = text.Split('\n');
        Findings = findings;
        Keys = keys;
    }

    /// <summary>Where errors are noted.</summary>
    public Findings Findings { get; }

    /// <summary>Where keys that have a meaning are noted.</summary>
    public KeyTrace Keys { get; }

    /// <summary>Parses a text whose only document is a mapping.</summary>
    /// <exception cref="KmenException">It is no such text.</exception>
    public static YamlSection Parse(string shown, string text, Findings findings, KeyTrace keys)
    {
        var file = new YamlFile(shown, text, findings, keys);
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(text));
        try
        {
            stream.Load(parser);
        }
        catch (YamlException error)
        {
            throw file.SyntaxError(error);
        }
        catch (InvalidOperationException)
        {
            // The scanner of YamlDotNet 16.3 ends like this in an unclosed { } or [ ]; the last event that it understood says where.
            var end = parser.Current?.End ?? Mark.Empty;
            throw file.SyntaxError(new YamlException(end, end, "a { or [ is not closed"));
        }

        return stream.Documents switch
        {
            [] => throw KmenException.Usage($"{shown} is empty.", new SourcePosition(shown), "A workspace needs at least name and sources."),
            [{ RootNode: YamlMappingNode root }] => new YamlSection(file, "", "", root.Start, root),
            [var document] => throw KmenException.Usage(
                $"{shown} must be a list of keys and values.", file.At(document.RootNode.Start), "Begin with: name: my_workspace"),
            [_, var second, ..] => throw KmenException.Usage(
                $"{shown} holds more than one YAML document.", file.At(second.RootNode.Start), "Remove the line --- that separates them."),
        };
    }

    /// <summary>The place of a mark.</summary>
    public SourcePosition At(Mark mark)
    {
        var line = (int)Math.Clamp(mark.Line, 1, lines.Length);
        return new SourcePosition(shown, line, (int)Math.Max(1, mark.Column), lines[line - 1].TrimEnd('\r'));
    }

    KmenException SyntaxError(YamlException error)
    {
        var where = At(error.Start);
        var cause = error.InnerException is null ? error.Message : error.InnerException.Message;
        if (cause.StartsWith("Duplicate key", StringComparison.OrdinalIgnoreCase))
        {
            return KmenException.Usage($"{cause.TrimEnd('.')}.", where, "Each key may stand once in its section; put the two together.");
        }

        // The scanner reports a tab at the start of the mapping that it breaks; the reader wants the line with the tab.
        var tabbed = Array.FindIndex(lines, where.Line - 1, line => line.TakeWhile(char.IsWhiteSpace).Contains('\t'));
        return cause.Contains("tab", StringComparison.Ordinal) && tabbed >= 0
            ? KmenException.Usage(
                "This line is indented with a tab.", new SourcePosition(shown, tabbed + 1, lines[tabbed].IndexOf('\t', StringComparison.Ordinal) + 1, lines[tabbed]),
                "YAML allows only spaces there.")
            : KmenException.Usage(
                $"This is no valid YAML: {cause.TrimEnd('.')}.", where,
                "Check the indentation, the colons and the quotes on this line and the one above; quote text that holds : # [ ] { } or %.");
    }
}
