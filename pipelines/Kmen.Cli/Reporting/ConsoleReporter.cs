using Kmen.Cli.CommandLine;
using Kmen.Cli.Consoles;
using Kmen.Workspace.Reporting;

namespace Kmen.Cli.Reporting;

/// <summary>
/// What all reporters of the console share: the count of steps, the time each takes, and one writer at a time. What is written, the kinds decide.
/// Dispose it before anything else is written to the terminal.
/// </summary>
abstract class ConsoleReporter(TimeProvider clock) : IRunReporter, IDisposable
{
    readonly Lock gate = new();

    /// <summary>The real clock.</summary>
    protected TimeProvider Clock => clock;

    /// <summary>The run, or null outside of one.</summary>
    public string? RunId { get; private set; }

    /// <summary>Steps planned, or 0 where it is not known.</summary>
    protected int Planned { get; private set; }

    /// <summary>Steps of the run that have ended.</summary>
    protected int Ended { get; private set; }

    /// <summary>The reporter that fits the terminal and the options.</summary>
    public static ConsoleReporter Create(Terminal terminal, TimeProvider clock, LogFormat format, bool isQuiet) => format switch
    {
        LogFormat.Json => new JsonReporter(terminal.Error, clock, isQuiet),
        _ when isQuiet => new PlainReporter(terminal.Error, clock, isQuiet: true),
        _ when terminal.IsInteractive => new LiveReporter(terminal, clock),
        _ => new PlainReporter(terminal.Error, clock, isQuiet: false),
    };

    public void Begin(string? runId, int steps)
    {
        lock (gate)
        {
            var isAnother = runId != RunId;
            (RunId, Planned) = (runId, steps);
            if (isAnother)
            {
                Ended = 0;
            }

            if (isAnother && runId is not null)
            {
                OnBegun();
            }
        }
    }

    public void Expect(int steps)
    {
        lock (gate)
        {
            Planned += Planned == 0 ? 0 : steps;
        }
    }

    /// <summary>The run has ended, and its errors have been told.</summary>
    public void EndRun(RunOutcome outcome) => Locked(() =>
    {
        OnRunEnded(outcome);
        RunId = null;
    });

    public IStepReporter Start(string step, string kind)
    {
        var running = new RunningStep(this, step, kind, clock.GetTimestamp());
        Locked(() => OnStarted(running));
        return running;
    }

    public void Note(string message) => Locked(() => OnSaid(message, isWarning: false));

    public void Warn(string message) => Locked(() => OnSaid(message, isWarning: true));

    /// <summary>Ends the display.</summary>
    public abstract void Dispose();

    /// <summary>How long a step has been going on.</summary>
    public TimeSpan Elapsed(RunningStep step) => clock.GetElapsedTime(step.Started);

    /// <summary>A step made progress.</summary>
    public void Progressed(RunningStep step) => Locked(() => OnProgressed(step));

    /// <summary>A step ended.</summary>
    public void End(RunningStep step, StepStatus status, long rows, string? message) => Locked(() =>
    {
        Ended++;
        OnEnded(step, new StepOutcome(Ended, Math.Max(Planned, Planned == 0 ? 0 : Ended), step.Step, step.Kind, status, rows, Elapsed(step), message));
    });

    /// <summary>Runs a block while no other thread writes.</summary>
    protected void Locked(Action block)
    {
        lock (gate)
        {
            block();
        }
    }

    /// <summary>A run has begun, whose id is known now; called with the lock held.</summary>
    protected abstract void OnBegun();

    /// <summary>Called with the lock held.</summary>
    protected virtual void OnRunEnded(RunOutcome outcome)
    {
    }

    /// <summary>Called with the lock held.</summary>
    protected abstract void OnStarted(RunningStep step);

    /// <summary>Called with the lock held, as often as the stage likes.</summary>
    protected abstract void OnProgressed(RunningStep step);

    /// <summary>Called with the lock held.</summary>
    protected abstract void OnEnded(RunningStep step, StepOutcome outcome);

    /// <summary>Called with the lock held.</summary>
    protected abstract void OnSaid(string message, bool isWarning);
}
