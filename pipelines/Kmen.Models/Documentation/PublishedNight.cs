namespace Kmen.Models.Documentation;

/// <summary>The night that readers see.</summary>
/// <param name="RunId">The run that published it.</param>
/// <param name="AsOf">What it might know: everything before this moment, UTC.</param>
/// <param name="PublishedAt">Real time, UTC.</param>
public sealed record PublishedNight(string RunId, DateTime AsOf, DateTime PublishedAt);
