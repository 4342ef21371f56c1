namespace Kmen.Learning.Fitting;

/// <summary>How much a model leans on a feature.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="GainShare">Its share of the loss that all splits saved in training; the shares sum to 1 where there is a split.</param>
/// <param name="Splits">Splits that use it.</param>
public sealed record FeatureImportance(string Feature, double GainShare, int Splits);
