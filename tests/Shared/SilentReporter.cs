using Kmen.Workspace.Reporting;

namespace Kmen.Tests;

/// <summary>Hears nothing: the tests read what was published.</summary>
internal sealed class SilentReporter : IRunReporter
{
    public IStepReporter Start(string step, string kind) => new Step();

    public void Note(string message)
    {
    }

    public void Warn(string message)
    {
    }

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
