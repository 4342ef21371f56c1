namespace Kmen.Cli.Reporting;

/// <summary>How a run ended.</summary>
/// <param name="RunId">The run; null where it ended before it had an id.</param>
/// <param name="Status">succeeded, failed or interrupted.</param>
/// <param name="Duration">How long it took; null where nobody knows.</param>
/// <param name="IsPublished">Whether it published a night.</param>
/// <param name="Counts">What it did in numbers, by name; null where it did not come to tell them.</param>
sealed record RunOutcome(string? RunId, string Status, TimeSpan? Duration, bool IsPublished, IReadOnlyDictionary<string, long>? Counts);
