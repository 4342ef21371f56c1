using Kmen.XGBoost;

namespace Kmen.Learning.Fitting;

/// <summary>Scores with a logistic regression. Contributions are coefficient times standardised value: its exact SHAP values.</summary>
public sealed class LogisticScorer : IScorer
{
    private readonly LogisticModel _model;
    private readonly Standardisation _standardisation;
    private readonly double[] _coefficients;

    /// <summary>Makes a fitted model ready to score.</summary>
    public LogisticScorer(LogisticModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _standardisation = new Standardisation(model.Scale, [.. model.Means], [.. model.Deviations]);
        _coefficients = [.. model.Coefficients];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> FeatureNames => _model.FeatureNames;

    /// <inheritdoc/>
    public double[] Margins(FeatureMatrix rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        rows.RequireNames(FeatureNames);
        var margins = new double[rows.RowCount];
        var inputs = new double[rows.ColumnCount];
        for (var row = 0; row < margins.Length; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _standardisation.Apply(rows.Row(row), inputs);
            margins[row] = _model.Intercept;
            for (var i = 0; i < inputs.Length; i++)
            {
                margins[row] += _coefficients[i] * inputs[i];
            }
        }

        return margins;
    }

    /// <inheritdoc/>
    public IEnumerable<Contributions> Contributions(FeatureMatrix rows, int rowsPerSlice)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowsPerSlice);
        rows.RequireNames(FeatureNames);
        return Slices(rows, rowsPerSlice);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held: only boosted models have native memory.
    }

    private IEnumerable<Contributions> Slices(FeatureMatrix rows, int rowsPerSlice)
    {
        var columns = rows.ColumnCount;
        var inputs = new double[columns];
        for (var first = 0; first < rows.RowCount; first += rowsPerSlice)
        {
            var count = Math.Min(rowsPerSlice, rows.RowCount - first);
            var values = new float[count * (columns + 1)];
            for (var row = 0; row < count; row++)
            {
                _standardisation.Apply(rows.Row(first + row), inputs);
                for (var i = 0; i < columns; i++)
                {
                    values[(row * (columns + 1)) + i] = (float)(_coefficients[i] * inputs[i]);
                }

                values[(row * (columns + 1)) + columns] = (float)_model.Intercept;
            }

            yield return new Contributions(first, count, columns, values);
        }
    }
}
