using Kmen.Learning.Fitting;
using Kmen.Learning.Statistics;

namespace Kmen.Learning.Nightly;

/// <summary>What a training made of a definition.</summary>
internal sealed record TrainedModel
{
    /// <summary>The trees; null where there was not enough to learn from.</summary>
    public BoostedModel? Boosted { get; init; }

    /// <summary>The baseline; null where there was not enough to learn from.</summary>
    public LogisticModel? Baseline { get; init; }

    /// <summary>Turns margins into probabilities.</summary>
    public Calibration Calibration { get; init; } = new NoCalibration();

    /// <summary>AUC of both on the holdout with their intervals.</summary>
    public AucComparison? Comparison { get; init; }

    /// <summary>How good the probabilities are on the holdout.</summary>
    public ClassificationReport? Holdout { get; init; }

    /// <summary>Rows learned from.</summary>
    public int TrainingRows { get; init; }

    /// <summary>Rows of the holdout.</summary>
    public int HoldoutRows { get; init; }

    /// <summary>What the scores carry as their version.</summary>
    public string Version { get; init; } = "none";

    /// <summary>Why the model is not published; null where it is.</summary>
    public string? Refusal { get; init; }

    internal static TrainedModel Refused(string why, int trainingRows, int holdoutRows) =>
        new() { Refusal = why, TrainingRows = trainingRows, HoldoutRows = holdoutRows };
}
