namespace Kmen.Learning.Fitting;

/// <summary>A fitted logistic regression; serialises to JSON as it is. A missing value counts as the feature's mean.</summary>
/// <param name="FeatureNames">The features, in order.</param>
/// <param name="Scale">What is done to a feature before it is standardised.</param>
/// <param name="Means">Weighted mean of each feature in training, missing values left out.</param>
/// <param name="Deviations">Weighted standard deviation of each; 0 for a feature that never varied, which is then left out.</param>
/// <param name="Coefficients">Log-odds for one standard deviation of each feature.</param>
/// <param name="Intercept">Log-odds where every feature is at its mean.</param>
/// <param name="Ridge">The penalty it was fitted with.</param>
/// <param name="Fit">How the fit ended.</param>
public sealed record LogisticModel(
    IReadOnlyList<string> FeatureNames,
    InputScale Scale,
    IReadOnlyList<double> Means,
    IReadOnlyList<double> Deviations,
    IReadOnlyList<double> Coefficients,
    double Intercept,
    double Ridge,
    Convergence Fit);
