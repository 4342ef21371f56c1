namespace Kmen.Learning.Statistics;

/// <summary>An estimate with its confidence interval.</summary>
/// <param name="Estimate">The value on the data itself.</param>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
public sealed record Interval(double Estimate, double Lower, double Upper);
