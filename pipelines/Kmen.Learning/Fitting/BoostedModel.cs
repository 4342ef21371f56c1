namespace Kmen.Learning.Fitting;

/// <summary>Trained boosted trees.</summary>
/// <param name="Json">The model as XGBoost's JSON, UTF-8, with the features' names; for <see cref="BoostedScorer"/>.</param>
/// <param name="Rounds">Trees in it: those up to the lowest validation loss.</param>
/// <param name="BaseScore">The probability that boosting started from.</param>
/// <param name="TrainingLogLoss">Mean weighted log loss on the training rows, in nats.</param>
/// <param name="ValidationLogLosses">The same on the validation rows after each round trained, later ones than kept too; empty without such rows.</param>
/// <param name="Importance">Every feature, the most important first; equal ones in the order of the features.</param>
public sealed record BoostedModel(
    ReadOnlyMemory<byte> Json,
    int Rounds,
    double BaseScore,
    double TrainingLogLoss,
    IReadOnlyList<double> ValidationLogLosses,
    IReadOnlyList<FeatureImportance> Importance);
