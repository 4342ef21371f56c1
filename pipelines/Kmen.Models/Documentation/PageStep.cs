namespace Kmen.Models.Documentation;

/// <summary>What a run did about a node.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Status">succeeded, unchanged, failed or skipped.</param>
/// <param name="StartedAt">Real time, UTC.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Rows">Rows made or replaced.</param>
public sealed record PageStep(string RunId, string Status, DateTime StartedAt, double Seconds, long Rows);
