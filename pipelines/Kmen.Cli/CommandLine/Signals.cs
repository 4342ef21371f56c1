using System.Runtime.InteropServices;
using Kmen.Cli.Consoles;
using Kmen.Workspace;

namespace Kmen.Cli.CommandLine;

/// <summary>
/// Turns SIGINT, SIGTERM and SIGHUP into a cancellation: the running query is interrupted, its transaction rolled back, the run recorded as interrupted.
/// A second SIGINT ends the process at once; what is on disk is then as after a power cut, which the next run puts right.
/// </summary>
sealed class Signals : IDisposable
{
    readonly CancellationTokenSource source = new();
    readonly List<PosixSignalRegistration> registrations = [];
    readonly Terminal terminal;

    public Signals(Terminal terminal)
    {
        this.terminal = terminal;
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            registrations.Add(PosixSignalRegistration.Create(signal, Received));
        }
    }

    /// <summary>Ends what is going on.</summary>
    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        source.Dispose();
    }

    void Received(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!source.IsCancellationRequested)
        {
            source.Cancel();
        }
        else if (context.Signal == PosixSignal.SIGINT)
        {
            terminal.Error.Flush();
            Environment.Exit((int)ExitCode.Interrupted);
        }
    }
}
