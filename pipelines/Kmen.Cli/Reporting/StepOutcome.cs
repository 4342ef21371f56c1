using Kmen.Workspace.Reporting;

namespace Kmen.Cli.Reporting;

/// <summary>How a step ended.</summary>
/// <param name="Number">Its place among those that have ended, from 1.</param>
/// <param name="Planned">Steps planned; 0 where it is not known.</param>
/// <param name="Step">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Message">What there is to say, or null.</param>
sealed record StepOutcome(int Number, int Planned, string Step, string Kind, StepStatus Status, long Rows, TimeSpan Duration, string? Message);
