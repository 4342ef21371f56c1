namespace Kmen.World;

/// <summary>How far the making of files has come.</summary>
/// <param name="Source">The source, by the name of its folder.</param>
/// <param name="Rows">Its rows so far.</param>
/// <param name="Fraction">How much of the whole work is done, 0 to 1.</param>
public sealed record WorldProgress(string Source, long Rows, double Fraction);
