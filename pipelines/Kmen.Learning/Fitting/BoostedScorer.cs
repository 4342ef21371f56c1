using Kmen.XGBoost;

namespace Kmen.Learning.Fitting;

/// <summary>Scores with boosted trees. Contributions are TreeSHAP values.</summary>
public sealed class BoostedScorer : IScorer
{
    /// <summary>Rows scored between two looks at the cancellation token.</summary>
    private const int RowsPerSlice = 1 << 16;

    private readonly Booster _booster;
    private readonly int _threads;

    /// <summary>Loads a model.</summary>
    /// <param name="json">The model, as in <see cref="BoostedModel.Json"/>.</param>
    /// <param name="threads">Threads to work on, 1 or more.</param>
    /// <exception cref="XGBoostException">The text is not such a model.</exception>
    public BoostedScorer(ReadOnlySpan<byte> json, int threads)
    {
        _booster = Booster.LoadJson(json, threads);
        _threads = threads;
        FeatureNames = _booster.FeatureNames;
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
        return rows.RowCount == 0 ? [] : _booster.PredictContributions(rows.Values, rowsPerSlice, _threads);
    }

    /// <inheritdoc/>
    public void Dispose() => _booster.Dispose();
}
