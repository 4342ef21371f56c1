using Kmen.Workspace.Reporting;

namespace Kmen.Models.Tests;

/// <summary>Keeps what a build says.</summary>
internal sealed class RecordingReporter : IRunReporter
{
    readonly Lock gate = new();

    public List<string> Warnings { get; } = [];

    public List<(string Step, StepStatus Status, long Rows, string? Message)> Ended { get; } = [];

    public List<string> AfterTheEnd { get; } = [];

    public IStepReporter Start(string step, string kind) => new Step(this, step);

    public void Note(string message)
    {
    }

    public void Warn(string message)
    {
        lock (gate)
        {
            Warnings.Add(message);
        }
    }

    sealed class Step(RecordingReporter owner, string name) : IStepReporter
    {
        bool hasEnded;

        public void Progress(double fraction, long rows)
        {
            lock (owner.gate)
            {
                if (hasEnded)
                {
                    owner.AfterTheEnd.Add(name);
                }
            }
        }

        public void End(StepStatus status, long rows, string? message = null)
        {
            lock (owner.gate)
            {
                hasEnded = true;
                owner.Ended.Add((name, status, rows, message));
            }
        }

        public void Dispose()
        {
            lock (owner.gate)
            {
                if (!hasEnded)
                {
                    hasEnded = true;
                    owner.Ended.Add((name, StepStatus.Failed, 0, null));
                }
            }
        }
    }
}
