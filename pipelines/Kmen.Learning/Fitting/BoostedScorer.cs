using Kmen.Learning.Fitting.Explaining;
using Kmen.XGBoost;

namespace Kmen.Learning.Fitting;

/// <summary>Scores with boosted trees. Contributions are SHAP values along the trees' paths (Lundberg et al. 2020).</summary>
public sealed class BoostedScorer : IScorer
{
    /// <summary>Rows scored between two looks at the cancellation token.</summary>
    private const int RowsPerSlice = 1 << 16;

    private readonly Booster _booster;
    private readonly int _threads;
    private readonly Lazy<TreeExplainer?> _explainer;

    /// <summary>Loads a model.</summary>
    /// <param name="json">The model, as in <see cref="BoostedModel.Json"/>.</param>
    /// <param name="threads">Threads to work on, 1 or more.</param>
    /// <exception cref="XGBoostException">The text is not such a model.</exception>
    public BoostedScorer(ReadOnlySpan<byte> json, int threads)
    {
        _booster = Booster.LoadJson(json, threads);
        _threads = threads;
        FeatureNames = _booster.FeatureNames;
        _explainer = new Lazy<TreeExplainer?>(() => TreeExplainer.TryCreate(_booster.SaveJson(), FeatureNames.Count));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <inheritdoc/>
    public double[] Margins(FeatureMatrix rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        rows.RequireNames(FeatureNames);
        if (rows.RowCount == 0)
        {
            return [];
        }

        var margins = new float[rows.RowCount];
        _booster.Predict(rows.Values.Span, PredictionKind.Margin, margins, RowsPerSlice, cancellationToken);
        return Array.ConvertAll(margins, static margin => (double)margin);
    }

    /// <inheritdoc/>
    public IEnumerable<Contributions> Contributions(FeatureMatrix rows, int rowsPerSlice)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowsPerSlice);
        rows.RequireNames(FeatureNames);
        return rows.RowCount == 0 ? []
            : _explainer.Value is { } explainer ? Slices(explainer, rows, rowsPerSlice)
            : _booster.PredictContributions(rows.Values, rowsPerSlice, _threads);
    }

    /// <inheritdoc/>
    public void Dispose() => _booster.Dispose();

    private IEnumerable<Contributions> Slices(TreeExplainer explainer, FeatureMatrix rows, int rowsPerSlice)
    {
        for (var first = 0; first < rows.RowCount; first += rowsPerSlice)
        {
            yield return explainer.Explain(rows, first, Math.Min(rowsPerSlice, rows.RowCount - first), _threads);
        }
    }
}
