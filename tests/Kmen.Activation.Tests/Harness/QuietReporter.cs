using Kmen.Workspace.Reporting;

namespace Kmen.Activation.Tests.Harness;

/// <summary>Keeps what the stages say, so that tests can read it.</summary>
public sealed class QuietReporter : IRunReporter
{
    readonly Lock gate = new();
    readonly List<string> said = [];

    public IReadOnlyList<string> Said
    {
        get
        {
            lock (gate)
            {
                return [.. said];
            }
        }
    }

    public IStepReporter Start(string step, string kind) => new Step(this, step);

    public void Note(string message) => Say("note: " + message);

    public void Warn(string message) => Say("warning: " + message);

    void Say(string text)
    {
        lock (gate)
        {
            said.Add(text);
        }
    }

    sealed class Step(QuietReporter reporter, string name) : IStepReporter
    {
        bool hasEnded;

        public void Progress(double fraction, long rows)
        {
            // Progress is for the eye only.
        }

        public void End(StepStatus status, long rows, string? message = null)
        {
            hasEnded = true;
            reporter.Say($"{name}: {status} {rows} {message}");
        }

        public void Dispose()
        {
            if (!hasEnded)
            {
                reporter.Say($"{name}: ended without an outcome");
            }
        }
    }
}
