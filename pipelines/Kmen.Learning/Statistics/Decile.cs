namespace Kmen.Learning.Statistics;

/// <summary>A tenth of the rows by falling score.</summary>
/// <param name="Number">1 for the highest scores, 10 for the lowest.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Positives">Positives in it; a fraction where a boundary parts rows of equal score.</param>
/// <param name="Lift">Its share of positives, divided by the share among all rows.</param>
/// <param name="Capture">The share of all positives that lie in it or in a decile before it.</param>
public sealed record Decile(int Number, int Rows, double Positives, double Lift, double Capture);
