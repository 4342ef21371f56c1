using System.Globalization;
using Kmen.Workspace.Reporting;

namespace Kmen.Cli.Reporting;

/// <summary>A line for each step that ends, for pipes, files and schedulers. Quiet: only what failed or needs a look.</summary>
sealed class PlainReporter(TextWriter writer, TimeProvider clock, bool isQuiet) : ConsoleReporter(clock)
{
    static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(30);

    public override void Dispose() => writer.Flush();

    protected override void OnBegun()
    {
        if (!isQuiet)
        {
            writer.WriteLine("run " + RunId);
        }
    }

    protected override void OnStarted(RunningStep step)
    {
    }

    /// <summary>A long step gives a sign of life twice a minute, so that a log shows where a night stands.</summary>
    protected override void OnProgressed(RunningStep step)
    {
        var elapsed = Elapsed(step);
        if (isQuiet || elapsed - step.LastTold < SignOfLife)
        {
            return;
        }

        step.LastTold = elapsed;
        var share = double.IsNaN(step.Fraction) ? "" : string.Create(CultureInfo.InvariantCulture, $"{step.Fraction * 100:0} % ");
        var rows = step.Rows == 0 ? "" : StepText.RowCount(step.Rows) + " ";
        writer.WriteLine($"    … {step.Step}: {share}{rows}after {StepText.Time(elapsed)}");
    }

    protected override void OnEnded(RunningStep step, StepOutcome outcome)
    {
        if (!isQuiet || outcome.Status == StepStatus.Failed)
        {
            writer.WriteLine(StepText.Line(outcome));
        }
    }

    protected override void OnSaid(string message, bool isWarning)
    {
        if (isWarning || !isQuiet)
        {
            writer.WriteLine(isWarning ? "warning: " + message : message);
        }
    }
}
