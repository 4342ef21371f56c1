using Kmen.Workspace.Reporting;

namespace Kmen.Cli.Reporting;

/// <summary>A step that is going on. Safe to be read while another thread reports.</summary>
sealed class RunningStep(ConsoleReporter reporter, string step, string kind, long started) : IStepReporter
{
    bool hasEnded;

    /// <summary>Its name.</summary>
    public string Step => step;

    /// <summary>Its kind.</summary>
    public string Kind => kind;

    /// <summary>Timestamp of its start.</summary>
    public long Started => started;

    /// <summary>How far it is, from 0 to 1; NaN where it is not known.</summary>
    public double Fraction { get; private set; } = double.NaN;

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>When its progress was last written; kept by the reporter.</summary>
    public TimeSpan LastTold { get; set; }

    public void Progress(double fraction, long rows)
    {
        (Fraction, Rows) = (fraction, rows);
        reporter.Progressed(this);
    }

    public void End(StepStatus status, long rows, string? message = null)
    {
        if (!hasEnded)
        {
            hasEnded = true;
            reporter.End(this, status, rows, message);
        }
    }

    public void Dispose() => End(StepStatus.Failed, Rows);
}
