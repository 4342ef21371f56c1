namespace Kmen.Night.Ops;

/// <summary>A step that has ended, as <c>ops.steps</c> keeps it.</summary>
/// <param name="Step">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Status">succeeded, unchanged, failed, skipped.</param>
/// <param name="StartedAt">Real time, UTC.</param>
/// <param name="DurationMs">Milliseconds.</param>
/// <param name="Rows">Rows handled.</param>
/// <param name="Message">One sentence or null.</param>
public sealed record StepRow(string Step, string Kind, string Status, DateTime StartedAt, long DurationMs, long Rows, string? Message);
