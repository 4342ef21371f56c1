namespace Kmen.Workspace.Reporting;

/// <summary>A step that is going on. One outcome is reported, then it is disposed.</summary>
public interface IStepReporter : IDisposable
{
    /// <summary>Says how far the step is.</summary>
    /// <param name="fraction">From 0 to 1; NaN where it is not known.</param>
    /// <param name="rows">Rows handled so far.</param>
    void Progress(double fraction, long rows);

    /// <summary>Ends the step.</summary>
    /// <param name="status">How it ended.</param>
    /// <param name="rows">Rows loaded, built, tested or sent.</param>
    /// <param name="message">One sentence or null.</param>
    void End(StepStatus status, long rows, string? message = null);
}
