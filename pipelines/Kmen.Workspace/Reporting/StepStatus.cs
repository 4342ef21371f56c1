namespace Kmen.Workspace.Reporting;

/// <summary>How a step ended; the lower-case names stand in <c>ops.steps</c>.</summary>
public enum StepStatus
{
    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Nothing had changed, so nothing was done.</summary>
    Unchanged,

    /// <summary>Failed; the message says why.</summary>
    Failed,

    /// <summary>Not tried, because something it needs failed or is switched off.</summary>
    Skipped,
}
