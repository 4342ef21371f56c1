using System.CommandLine;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Commands;
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
        var started = invocation.Clock.GetTimestamp();
        NightResult result;
        using (var reporter = invocation.Reporter())
        {
            result = NightRun.Execute(workspace, options, reporter, invocation.Clock, cancellation);
        }

        foreach (var error in result.Errors)
        {
            invocation.Errors.Show(error, CancellationToken.None);
        }

        Tell(invocation, result, invocation.Clock.GetElapsedTime(started));
        return Task.FromResult(result.ExitCode);
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
            invocation.Terminal.Out.Write(NightSummary.Of(result, duration, invocation.Workspace));
        }
    }
}
