namespace Kmen.Learning.Statistics;

/// <summary>Rows of similar probability, and how they turned out.</summary>
/// <param name="From">The lowest probability of the bin; it is 0.1 wide.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Predicted">Their mean probability.</param>
/// <param name="Observed">The share of positives among them.</param>
public sealed record ReliabilityBin(double From, int Rows, double Predicted, double Observed);
