using System.Globalization;
using static Kmen.XGBoost.NativeMethods;

namespace Kmen.XGBoost;

public sealed partial class Booster
{
    private const int ContributionsKind = 2;

    /// <summary>Predicts one value for each row.</summary>
    public float[] Predict(DMatrix rows, PredictionKind kind)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var prediction = new float[rows.RowCount];
        Predict(rows, (int)kind, prediction);
        return prediction;
    }

    /// <summary>SHAP contributions of every feature to the margin of each row.</summary>
    public Contributions PredictContributions(DMatrix rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return PredictContributions(rows, firstRow: 0);
    }

    /// <summary>Predicts one value a row straight from memory, a slice at a time, without copying the rows into a matrix.</summary>
    /// <param name="values">Row-major, NaN where missing, a whole number of rows of <see cref="FeatureCount"/> values.</param>
    /// <param name="kind">What to predict.</param>
    /// <param name="predictions">Receives one value a row.</param>
    /// <param name="rowsPerSlice">Rows a native call, at least 1; the token is looked at between calls.</param>
    /// <param name="cancellationToken">Ends the work between two slices.</param>
    public unsafe void Predict(
        ReadOnlySpan<float> values, PredictionKind kind, Span<float> predictions, int rowsPerSlice, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowsPerSlice);
        var columns = FeatureCount;
        var rows = DenseRows.Count(values.Length, columns, nameof(values));
        if (predictions.Length != rows)
        {
            throw new ArgumentException($"{predictions.Length} places were given for the predictions of {rows} rows.", nameof(predictions));
        }

        // 1.7 wants cache_id, although its header does not say so.
        var config = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"type": {{(int)kind}}, "training": false, "iteration_begin": 0, "iteration_end": 0, "strict_shape": true, "missing": NaN, "cache_id": 0}""");
        fixed (float* data = values)
        {
            for (var first = 0; first < rows; first += rowsPerSlice)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var count = Math.Min(rowsPerSlice, rows - first);
                var slice = DenseRows.Describe(data + ((long)first * columns), count, columns);
                Check(XGBoosterPredictFromDense(_handle, slice, config, 0, out var shape, out var dimensions, out var result));
                Copy(result, shape, dimensions, predictions.Slice(first, count));
            }
        }
    }

    /// <summary>SHAP contributions, a slice of rows at a time, so that no more than one slice is in memory twice.</summary>
    /// <param name="values">Row-major, NaN where missing, a whole number of rows of <see cref="FeatureCount"/> values.</param>
    /// <param name="rowsPerSlice">Rows a slice, at least 1.</param>
    /// <param name="threads">Threads that copy a slice, at least 1.</param>
    public IEnumerable<Contributions> PredictContributions(ReadOnlyMemory<float> values, int rowsPerSlice, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowsPerSlice);
        var columns = FeatureCount;
        return Slices(values, columns, DenseRows.Count(values.Length, columns, nameof(values)), rowsPerSlice, threads);
    }

    /// <summary>Takes a result out of the booster's buffer, which its next call overwrites.</summary>
    private static unsafe void Copy(float* result, ulong* shape, ulong dimensions, Span<float> destination)
    {
        var length = 1UL;
        for (var i = 0UL; i < dimensions; i++)
        {
            length *= shape[i];
        }

        if (length != (ulong)destination.Length)
        {
            throw new XGBoostException(nameof(Predict), $"{length} values came back where {destination.Length} were due.");
        }

        new ReadOnlySpan<float>(result, destination.Length).CopyTo(destination);
    }

    private IEnumerable<Contributions> Slices(ReadOnlyMemory<float> values, int columns, int rows, int rowsPerSlice, int threads)
    {
        for (var first = 0; first < rows; first += rowsPerSlice)
        {
            var count = Math.Min(rowsPerSlice, rows - first);
            using var slice = DMatrix.FromDense(values.Span.Slice(first * columns, count * columns), columns, threads);
            yield return PredictContributions(slice, first);
        }
    }

    private Contributions PredictContributions(DMatrix rows, int firstRow)
    {
        var values = new float[rows.RowCount * (rows.ColumnCount + 1)];
        Predict(rows, ContributionsKind, values);
        return new Contributions(firstRow, rows.RowCount, rows.ColumnCount, values);
    }

    private unsafe void Predict(DMatrix rows, int kind, Span<float> destination)
    {
        var config = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"type": {{kind}}, "training": false, "iteration_begin": 0, "iteration_end": 0, "strict_shape": true}""");
        Check(XGBoosterPredictFromDMatrix(_handle, rows.Handle, config, out var shape, out var dimensions, out var result));
        Copy(result, shape, dimensions, destination);
    }
}
