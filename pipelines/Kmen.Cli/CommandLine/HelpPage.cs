using System.CommandLine;
using System.Globalization;
using Kmen.Cli.Commands;

namespace Kmen.Cli.CommandLine;

/// <summary>Writes help: description, usage, examples, arguments, options, commands.</summary>
sealed class HelpPage(int width)
{
    /// <summary>Writes the page of a command, or of the whole where it is null.</summary>
    public void Write(TextWriter writer, CommandTree tree, KmenCommand? command, string path)
    {
        if (command is null)
        {
            WriteWhole(writer, tree);
            return;
        }

        Section(writer, "DESCRIPTION");
        Paragraphs(writer, command.Description);
        Section(writer, "USAGE");
        writer.WriteLine($"  kmen {path}{(command.Subcommands.Count > 0 ? " COMMAND" : Usage(command))}");
        Examples(writer, command.Examples);
        Rows(writer, "ARGUMENTS", command.Arguments.Select(argument => (Shown(argument), argument.Description ?? "")));
        Rows(writer, "OPTIONS", command.Options.Select(Row));
        Rows(writer, command.Options.Count > 0 ? "COMMON OPTIONS" : "OPTIONS", command.Common.Append(CommonOptions.Help).Select(Row));
        Rows(writer, "COMMANDS", command.Subcommands.Select(child => (child.Name, child.Summary)));
    }

    void WriteWhole(TextWriter writer, CommandTree tree)
    {
        Section(writer, "DESCRIPTION");
        Paragraphs(
            writer,
            """
            Kmen turns raw exports into audiences: it takes in what is new, finds out which records are one person, computes features and scores, and sends those who agreed to it to marketing channels.

            A workspace is a folder with kmen.yml, sql/ and models/. Readers open published/warehouse.duckdb at any hour.
            """);
        Section(writer, "USAGE");
        writer.WriteLine("  kmen COMMAND [OPTIONS]");
        Examples(writer, [.. tree.Commands.Select(command => command.Examples[0])]);
        Rows(writer, "COMMANDS", tree.Commands.Select(command => (command.Name, command.Summary)));
        Rows(writer, "OPTIONS", [("-h, --help", "Show this help, or that of a command: kmen COMMAND --help"), ("--version", "Show the version.")]);
        Rows(
            writer, "EXIT CODES",
            [
                ("0", "Done."), ("1", "Done with failures: a test, a file, a delivery."), ("2", "Wrong usage or configuration; nothing was changed."),
                ("3", "Another run holds the warehouse."), ("130", "Interrupted."),
            ]);
        Section(writer, "STREAMS");
        Paragraphs(writer, "Results go to standard output, progress and errors to standard error. NO_COLOR is honoured.");
    }

    static void Section(TextWriter writer, string title) => writer.WriteLine(title == "DESCRIPTION" ? title : Environment.NewLine + title);

    static string Usage(KmenCommand command) =>
        string.Concat(command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues == 0 ? $" [{Shown(argument)}]" : " " + Shown(argument))) + " [OPTIONS]";

    static string Shown(Argument argument) => argument.HelpName ?? argument.Name.ToUpperInvariant();

    static (string, string) Row(Option option)
    {
        var names = option.Aliases.Where(alias => alias.Length == 2 && alias != "-?").Append(option.Name);
        var value = option.ValueType == typeof(bool) ? "" : " " + (option.HelpName ?? "VALUE");
        var standard = option.HasDefaultValue && option.ValueType != typeof(bool) && option.ValueType != typeof(string[])
            ? $" [default: {Convert.ToString(option.GetDefaultValue(), CultureInfo.InvariantCulture)?.ToLowerInvariant()}]"
            : "";
        return (string.Join(", ", names) + value, option.Description + standard);
    }

    static void Examples(TextWriter writer, IReadOnlyList<Example> examples)
    {
        Section(writer, "EXAMPLES");
        foreach (var example in examples)
        {
            writer.WriteLine("  kmen " + example.Text);
            writer.WriteLine("      " + example.Meaning);
        }
    }

    void Paragraphs(TextWriter writer, string text)
    {
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            foreach (var line in Wrapped(paragraph, width - 2))
            {
                writer.WriteLine(line.Length == 0 ? "" : "  " + line);
            }
        }
    }

    void Rows(TextWriter writer, string title, IEnumerable<(string Left, string Right)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        Section(writer, title);
        var left = all.Max(row => row.Left.Length) + 2;
        foreach (var row in all)
        {
            var indent = "  " + row.Left.PadRight(left);
            foreach (var line in Wrapped(row.Right, Math.Max(30, width - left - 2)))
            {
                writer.WriteLine((indent + line).TrimEnd());
                indent = new string(' ', left + 2);
            }
        }
    }

    static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : line + " " + word;
        }

        yield return line;
    }
}
