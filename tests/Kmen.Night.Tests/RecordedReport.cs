using System.Collections.Concurrent;
using Kmen.Workspace.Reporting;

namespace Kmen.Night.Tests;

/// <summary>Keeps what a run said.</summary>
internal sealed class RecordedReport : IRunReporter
{
    internal ConcurrentQueue<string> Started { get; } = new();

    internal ConcurrentQueue<string> Warnings { get; } = new();

    public IStepReporter Start(string step, string kind)
    {
        Started.Enqueue(step);
        return new Step();
    }

    public void Note(string message)
    {
    }

    public void Warn(string message) => Warnings.Enqueue(message);

    sealed class Step : IStepReporter
    {
        public void Progress(double fraction, long rows)
        {
        }

        public void End(StepStatus status, long rows, string? message = null)
        {
        }

        public void Dispose()
        {
        }
    }
}
