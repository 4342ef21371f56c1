using System.CommandLine;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Commands;
using Kmen.Cli.Reporting;
using Kmen.Night.Running;
using Kmen.Workspace;

namespace Kmen.Cli.Nights;

/// <summary>A command that runs a night or a part of one.</summary>
abstract class NightCommand : KmenCommand
{
    /// <summary>The parts of the night that it runs.</summary>
    protected abstract NightParts Parts { get; }

    public override IReadOnlyList<Option> Common =>
        [CommonOptions.AsOf, .. CommonOptions.OfWorkspace, .. CommonOptions.OfEngine, .. CommonOptions.OfProgress];

    public override Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        var options = Adjust(OptionsOf(invocation) with { Parts = Parts, Command = "kmen " + Name }, invocation);
        var workspace = invocation.Workspace;
        if ((Parts & NightParts.Ingest) != 0 && MissingExports.Of(workspace, invocation.Layout) is { } missing)
        {
            throw missing;
        }

        var started = invocation.Clock.GetTimestamp();
        using var reporter = invocation.Reporter();
        var result = Execute(invocation, options, reporter, started, cancellation);
        // The display must have ended before anything else is written to the terminal.
        reporter.Dispose();
        var duration = invocation.Clock.GetElapsedTime(started);
        invocation.RunId = result.RunId;
        foreach (var error in result.Errors)
        {
            invocation.Errors.Show(error, CancellationToken.None);
        }

        Tell(invocation, result, duration);
        reporter.EndRun(NightOutcome.Of(result, duration));
        return Task.FromResult(result.ExitCode);
    }

    static NightResult Execute(Invocation invocation, NightOptions options, ConsoleReporter reporter, long started, CancellationToken cancellation)
    {
        try
        {
            return NightRun.Execute(invocation.Workspace, options, reporter, invocation.Clock, cancellation);
        }
        catch (OperationCanceledException)
        {
            invocation.RunId = reporter.RunId;
            reporter.EndRun(new RunOutcome(reporter.RunId, "interrupted", invocation.Clock.GetElapsedTime(started), IsPublished: false, null));
            throw;
        }
    }

    /// <summary>The night's options as the common options say them.</summary>
    public static NightOptions OptionsOf(Invocation invocation) => new()
    {
        Target = invocation.Value(CommonOptions.Target)!,
        AsOf = invocation.Value(CommonOptions.AsOf),
        Threads = invocation.Value(CommonOptions.Threads),
        Memory = invocation.Value(CommonOptions.Memory),
    };

    /// <summary>Puts in what the command's own options say.</summary>
    protected virtual NightOptions Adjust(NightOptions options, Invocation invocation) => options;

    /// <summary>Says at the end what changed, and where to look next.</summary>
    protected virtual void Tell(Invocation invocation, NightResult result, TimeSpan duration)
    {
        if (!invocation.Value(CommonOptions.Quiet) && invocation.LogFormat == LogFormat.Text)
        {
            invocation.Terminal.Out.Write(NightSummary.Of(result, duration, invocation.Workspace, NextCommands.Of(
                result, Parts, invocation.Value(CommonOptions.Target)!, Name, invocation.Value(CommonOptions.AsOf), Directory.Exists(Path.Combine(invocation.Workspace.Root, "sql", "audiences")))));
        }
    }
}
