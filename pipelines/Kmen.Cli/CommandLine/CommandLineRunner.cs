using System.CommandLine;
using System.Reflection;
using Kmen.Cli.Commands;
using Kmen.Cli.Consoles;
using Kmen.Cli.Errors;
using Kmen.Workspace;

namespace Kmen.Cli.CommandLine;

/// <summary>From the words of a command line to an exit code. Nothing that a user sees is a stack trace.</summary>
static class CommandLineRunner
{
    /// <summary>Runs a command line.</summary>
    public static async Task<ExitCode> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyList<KmenCommand> commands, Terminal terminal, TimeProvider clock)
    {
        if (arguments is ["--version"])
        {
            await terminal.Out.WriteLineAsync("kmen " + Version);
            await terminal.Out.FlushAsync();
            return ExitCode.Done;
        }

        using var signals = new Signals(terminal);
        var tree = new CommandTree(commands);
        var parsed = tree.Parse(arguments);
        var invocation = new Invocation(parsed, terminal, clock);
        try
        {
            var code = await RunAsync(tree, parsed, invocation, signals.Token);
            await terminal.Out.FlushAsync(CancellationToken.None);
            return code;
        }
        catch (IOException error) when (Terminal.IsBrokenPipe(error))
        {
            // The reader of our output has seen enough (… | head): that is no failure.
            return ExitCode.Done;
        }
        catch (Exception error)
        {
            // Last stop of every error: it is told, and told as what it is, after what was found before it.
            Flush(terminal);
            return invocation.Errors.Show(error, signals.Token);
        }
    }

    static void Flush(Terminal terminal)
    {
        try
        {
            terminal.Out.Flush();
        }
        catch (IOException)
        {
            // The error that is told next matters more than an output that cannot be written.
        }
    }

    static Task<ExitCode> RunAsync(CommandTree tree, ParseResult parsed, Invocation invocation, CancellationToken cancellation)
    {
        var command = tree.CommandOf(parsed);
        if (parsed.GetValue(CommonOptions.Help) || (command is null && parsed.Tokens.Count == 0))
        {
            new HelpPage(invocation.Terminal.HelpWidth).Write(invocation.Terminal.Out, tree, command, CommandTree.PathOf(parsed));
            return Task.FromResult(ExitCode.Done);
        }

        return UsageErrors.Find(tree, parsed) is { } error ? throw error : command!.RunAsync(invocation, cancellation);
    }

    static string Version =>
        typeof(CommandLineRunner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
