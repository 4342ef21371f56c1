namespace Kmen.Models.Artifacts;

/// <summary>One entry of <c>run_results.json</c>.</summary>
/// <param name="UniqueId">As in the manifest.</param>
/// <param name="Status">dbt's word: success, error, skipped; for tests pass, warn, fail, error.</param>
/// <param name="StartedAt">Real time, UTC; null for a test, which is timed with its model.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Rows">Rows made.</param>
/// <param name="Failures">Failing rows of a test, or null.</param>
/// <param name="Message">One sentence, or null.</param>
public sealed record RunResult(string UniqueId, string Status, DateTime? StartedAt, double Seconds, long Rows, long? Failures, string? Message);
