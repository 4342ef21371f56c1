namespace Kmen.XGBoost;

/// <summary>SHAP contributions (TreeSHAP, Lundberg et al. 2020) of consecutive rows, in units of the margin.</summary>
/// <param name="FirstRow">Index, among the rows that were asked about, of the first row here.</param>
/// <param name="RowCount">Rows here.</param>
/// <param name="FeatureCount">Features a row.</param>
/// <param name="Values">Row-major, FeatureCount + 1 a row: the features in their order, then the bias. A row sums to its margin.</param>
public sealed record Contributions(int FirstRow, int RowCount, int FeatureCount, ReadOnlyMemory<float> Values)
{
    /// <summary>The contributions of the features in one row, without the bias.</summary>
    /// <param name="row">Index within these rows, from 0.</param>
    public ReadOnlySpan<float> Features(int row) => Row(row)[..FeatureCount];

    /// <summary>The part of a row's margin that is the same for all rows.</summary>
    /// <param name="row">Index within these rows, from 0.</param>
    public float Bias(int row) => Row(row)[FeatureCount];

    private ReadOnlySpan<float> Row(int row) => Values.Span.Slice(row * (FeatureCount + 1), FeatureCount + 1);
}
