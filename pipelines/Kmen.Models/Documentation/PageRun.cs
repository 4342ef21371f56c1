namespace Kmen.Models.Documentation;

/// <summary>A run.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="AsOf">What it might know: everything before this moment, UTC.</param>
/// <param name="Status">running, succeeded, failed or interrupted.</param>
/// <param name="StartedAt">Real time, UTC.</param>
/// <param name="Seconds">How long it took; null while it goes on, and where it never ended.</param>
public sealed record PageRun(string RunId, DateTime AsOf, string Status, DateTime StartedAt, double? Seconds);
