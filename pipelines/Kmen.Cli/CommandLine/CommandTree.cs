using System.CommandLine;
using Kmen.Cli.Commands;

namespace Kmen.Cli.CommandLine;

/// <summary>The commands as the parser knows them.</summary>
sealed class CommandTree
{
    static readonly ParserConfiguration Configuration = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };
    readonly Dictionary<Command, KmenCommand> commands = [];
    readonly RootCommand root = new("Batch customer data platform: exports in, audiences out.");

    public CommandTree(IReadOnlyList<KmenCommand> commands)
    {
        Commands = commands;
        root.Options.Clear();
        root.Directives.Clear();
        root.Options.Add(CommonOptions.Help);
        Add(root, commands);
    }

    /// <summary>The commands of the first level.</summary>
    public IReadOnlyList<KmenCommand> Commands { get; }

    /// <summary>Parses a command line.</summary>
    public ParseResult Parse(IReadOnlyList<string> arguments) => root.Parse(arguments, Configuration);

    /// <summary>The command that was named, or null for none.</summary>
    public KmenCommand? CommandOf(ParseResult parsed) => commands.GetValueOrDefault(parsed.CommandResult.Command);

    /// <summary>The words that name it, such as <c>why person</c>.</summary>
    public static string PathOf(ParseResult parsed)
    {
        var words = new Stack<string>();
        for (var at = parsed.CommandResult; at is not null && at.Command is not RootCommand; at = at.Parent as System.CommandLine.Parsing.CommandResult)
        {
            words.Push(at.Command.Name);
        }

        return string.Join(' ', words);
    }

    void Add(Command parent, IReadOnlyList<KmenCommand> children)
    {
        foreach (var child in children)
        {
            var command = new Command(child.Name, child.Summary);
            foreach (var argument in child.Arguments)
            {
                command.Arguments.Add(argument);
            }

            foreach (var option in child.Options.Concat(child.Common))
            {
                command.Options.Add(option);
            }

            commands.Add(command, child);
            parent.Subcommands.Add(command);
            Add(command, child.Subcommands);
        }
    }
}
