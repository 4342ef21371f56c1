namespace Kmen.Learning.Statistics;

/// <summary>The AUC of a model beside that of a simple baseline, on the same rows.</summary>
/// <param name="Model">The model's AUC.</param>
/// <param name="Baseline">The baseline's AUC.</param>
/// <param name="Gain">Model less baseline, within the same replicates: a lower bound above 0 says that the model ranks better.</param>
/// <param name="Replicates">Replicates drawn.</param>
/// <param name="Clusters">Clusters they were drawn from.</param>
/// <param name="Confidence">The share of replicates between the bounds.</param>
public sealed record AucComparison(Interval Model, Interval Baseline, Interval Gain, int Replicates, int Clusters, double Confidence);
