namespace Kmen.Models.Documentation;

/// <summary>How a node came to hold what is published.</summary>
/// <param name="RunId">The run that built it.</param>
/// <param name="BuiltAt">Real time, UTC.</param>
/// <param name="Way">How the last run that touched it did so: built, increment, carried or tested.</param>
/// <param name="Reason">Why, one sentence.</param>
/// <param name="Rows">Rows of the table.</param>
public sealed record PageBuild(string RunId, DateTime BuiltAt, string Way, string Reason, long Rows);
