namespace Kmen.World;

/// <summary>What was made.</summary>
/// <param name="ExportDate">The date in the names of the newest files: everything strictly before its midnight is written.</param>
/// <param name="Sources">What was made of each source, the truth's two last.</param>
public sealed record WorldSummary(DateOnly ExportDate, IReadOnlyList<WorldSource> Sources);
