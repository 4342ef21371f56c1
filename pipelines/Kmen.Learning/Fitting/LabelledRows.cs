namespace Kmen.Learning.Fitting;

/// <summary>Rows to learn from: features, what happened, and how much each row counts.</summary>
public sealed class LabelledRows
{
    /// <summary>Puts features and labels together without copying them.</summary>
    /// <param name="features">The features.</param>
    /// <param name="labels">One label a row.</param>
    /// <param name="weights">One finite weight of 0 or more a row, or null where each row counts 1.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ, or a weight is negative or not finite.</exception>
    public LabelledRows(FeatureMatrix features, bool[] labels, float[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Length != features.RowCount || (weights is not null && weights.Length != features.RowCount))
        {
            throw new ArgumentException(
                $"There are {features.RowCount} rows of features, {labels.Length} labels and {weights?.Length ?? labels.Length} weights.");
        }

        if (weights is not null && Array.FindIndex(weights, static weight => weight is not (>= 0 and <= float.MaxValue)) is var bad and >= 0)
        {
            throw new ArgumentException($"The weight of row {bad} is negative or not a finite number.", nameof(weights));
        }

        Features = features;
        Labels = labels;
        Weights = weights;
    }

    /// <summary>The features.</summary>
    public FeatureMatrix Features { get; }

    /// <summary>One label a row.</summary>
    public ReadOnlyMemory<bool> Labels { get; }

    /// <summary>One weight a row; empty where each counts 1.</summary>
    public ReadOnlyMemory<float> Weights { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount => Features.RowCount;

    /// <summary>The weight of one row.</summary>
    internal double Weight(int row) => Weights.IsEmpty ? 1 : Weights.Span[row];

    /// <summary>The weighted share of positive rows.</summary>
    /// <exception cref="ArgumentException">One class has no weight: there is nothing to learn.</exception>
    internal double BaseRate()
    {
        var (all, positive) = (0.0, 0.0);
        for (var row = 0; row < RowCount; row++)
        {
            all += Weight(row);
            positive += Labels.Span[row] ? Weight(row) : 0;
        }

        return positive > 0 && positive < all
            ? positive / all
            : throw new ArgumentException(
                $"Learning needs rows of both classes, and {Labels.Span.Count(true)} of {RowCount} rows are positive.");
    }
}
