using Kmen.Workspace.Reporting;

namespace Kmen.Tests;

/// <summary>Keeps what a run says.</summary>
internal sealed class RecordingReporter : IRunReporter
{
    readonly Lock gate = new();

    public List<string> Started { get; } = [];

    public List<string> Notes { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<(string Step, StepStatus Status, long Rows, string? Message)> Ended { get; } = [];

    public List<(double Fraction, long Rows)> Progress { get; } = [];

    /// <summary>Steps that went on telling of progress when they had ended.</summary>
    public List<string> AfterTheEnd { get; } = [];

    public IStepReporter Start(string step, string kind)
    {
        Keep(Started, step);
        return new Step(this, step);
    }

    public void Note(string message) => Keep(Notes, message);

    public void Warn(string message) => Keep(Warnings, message);

    void Keep<T>(List<T> list, T item)
    {
        lock (gate)
        {
            list.Add(item);
        }
    }

    sealed class Step(RecordingReporter owner, string name) : IStepReporter
    {
        bool hasEnded;

        public void Progress(double fraction, long rows)
        {
            lock (owner.gate)
            {
                owner.Progress.Add((fraction, rows));
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
