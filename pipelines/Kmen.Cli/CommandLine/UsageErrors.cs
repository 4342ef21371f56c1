using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Kmen.Cli.Commands;
using Kmen.Workspace;

namespace Kmen.Cli.CommandLine;

/// <summary>Says what is wrong with a command line, with the nearest right one.</summary>
static partial class UsageErrors
{
    /// <summary>What is wrong, or null.</summary>
    public static KmenException? Find(CommandTree tree, ParseResult parsed)
    {
        var path = CommandTree.PathOf(parsed);
        var help = $"Help: kmen {Words(path)}--help";
        if (tree.CommandOf(parsed) is not { Subcommands.Count: 0 } command)
        {
            return WrongCommand(tree.CommandOf(parsed)?.Subcommands ?? tree.Commands, path, parsed.UnmatchedTokens, help);
        }

        if (StrayOption(parsed) is { } option)
        {
            var names = command.Options.Concat(command.Common).SelectMany(known => known.Aliases.Append(known.Name)).Append("--help").ToList();
            return names.Contains(option)
                ? KmenException.Usage($"{option} stands before the command.", null, $"Options stand behind it: kmen {path} {option} …\n{help}")
                : KmenException.Usage($"{path} has no option {option}.", null, Joined(NearestNames.Question(option, names), help));
        }

        return parsed.UnmatchedTokens is [var unknown, ..]
            ? KmenException.Usage($"{path} does not take {unknown}.", null, help)
            : parsed.Errors is [var error, ..]
                ? KmenException.Usage(Missing(error.SymbolResult, path) ?? error.Message, null, help)
                : null;
    }

    static KmenException WrongCommand(IReadOnlyList<KmenCommand> commands, string path, IReadOnlyList<string> unmatched, string help)
    {
        var names = commands.Select(command => command.Name).ToList();
        return unmatched switch
        {
            [] => KmenException.Usage($"kmen {Words(path)}needs a command: {string.Join(", ", names)}.", null, help),
            [['-', ..] option, ..] => KmenException.Usage($"kmen {Words(path)}has no option {option}.", null, $"Options stand behind the command.\n{help}"),
            [var name, ..] => KmenException.Usage($"There is no command {Words(path)}{name}.", null, Joined(NearestNames.Question(name, names), help)),
        };
    }

    /// <summary>
    /// A word that looks like an option and is none. The parser would take it for an argument, so that a mistyped option became a query.
    /// </summary>
    static string? StrayOption(ParseResult parsed) =>
        parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && OptionLike().IsMatch(token.Value))
            .Select(token => token.Value.Split('=')[0]).FirstOrDefault()
        ?? parsed.UnmatchedTokens.FirstOrDefault(token => OptionLike().IsMatch(token));

    static string? Missing(SymbolResult? result, string path) => result switch
    {
        ArgumentResult { Parent: OptionResult option, Tokens.Count: 0 } => $"{option.Option.Name} needs a value: {option.Option.HelpName}.",
        OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} needs a value: {option.Option.HelpName}.",
        ArgumentResult { Tokens.Count: 0 } argument => $"{path} needs {argument.Argument.HelpName}.",
        CommandResult command when command.Command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0) is { } argument =>
            $"{path} needs {argument.HelpName}.",
        _ => null,
    };

    static string Words(string path) => path.Length == 0 ? "" : path + " ";

    static string Joined(string? first, string second) => first is null ? second : first + "\n" + second;

    [GeneratedRegex(@"^--?[A-Za-z][A-Za-z-]*(=|$)")]
    private static partial Regex OptionLike();
}
