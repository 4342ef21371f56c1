using System.Globalization;
using static Kmen.XGBoost.NativeMethods;

namespace Kmen.XGBoost;

/// <summary>Rows of features as XGBoost keeps them, with what belongs to each row. Holds native memory: dispose it.</summary>
/// <remarks>Not to be changed while a booster trains on it or predicts from it; reading from several threads is safe.</remarks>
public sealed class DMatrix : IDisposable
{
    private DMatrix(DMatrixHandle handle, int rows, int columns)
    {
        Handle = handle;
        RowCount = rows;
        ColumnCount = columns;
    }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The number of features a row.</summary>
    public int ColumnCount { get; }

    /// <summary>The names of the features, empty until set.</summary>
    public IReadOnlyList<string> FeatureNames { get; private set; } = [];

    internal DMatrixHandle Handle { get; }

    /// <summary>Copies dense rows, one after another, into a new matrix. NaN means that the value is missing.</summary>
    /// <param name="values">Row-major, a whole number of rows, at least one. Infinite values are refused.</param>
    /// <param name="columns">Features a row.</param>
    /// <param name="threads">Threads that copy, at least 1.</param>
    /// <exception cref="ArgumentException">The values do not make whole rows.</exception>
    /// <exception cref="XGBoostException">XGBoost refused the values.</exception>
    public static unsafe DMatrix FromDense(ReadOnlySpan<float> values, int columns, int threads)
    {
        var rows = DenseRows.Count(values.Length, columns, nameof(values));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        var config = string.Create(CultureInfo.InvariantCulture, $$"""{"missing": NaN, "nthread": {{threads}}}""");
        DMatrixHandle handle;
        fixed (float* data = values)
        {
            Check(XGDMatrixCreateFromDense(DenseRows.Describe(data, rows, columns), config, out handle));
        }

        return new DMatrix(handle, rows, columns);
    }

    /// <summary>Sets what each row should be predicted as, one value a row.</summary>
    public void SetLabels(ReadOnlySpan<float> labels) => SetFloats("label", labels);

    /// <summary>Sets how much each row counts in training, one value of 0 or more a row.</summary>
    public void SetWeights(ReadOnlySpan<float> weights) => SetFloats("weight", weights);

    /// <summary>Sets the margin (log-odds for a logistic objective) that boosting starts from in place of base_score, one value a row.</summary>
    public void SetBaseMargins(ReadOnlySpan<float> margins) => SetFloats("base_margin", margins);

    /// <summary>Sets the names of the features, one a column; a booster created over these rows takes them over and saves them.</summary>
    public unsafe void SetFeatureNames(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count != ColumnCount)
        {
            throw new ArgumentException($"{names.Count} names were given for {ColumnCount} columns.", nameof(names));
        }

        FeatureNames = [.. names];
        using var texts = new NativeTexts(FeatureNames);
        fixed (nint* pointers = texts.Pointers)
        {
            Check(XGDMatrixSetStrFeatureInfo(Handle, "feature_name", pointers, (ulong)texts.Pointers.Length));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Handle.Dispose();

    private unsafe void SetFloats(string field, ReadOnlySpan<float> values)
    {
        if (values.Length != RowCount)
        {
            throw new ArgumentException($"{values.Length} values were given as {field} for {RowCount} rows.", nameof(values));
        }

        fixed (float* data = values)
        {
            Check(XGDMatrixSetFloatInfo(Handle, field, data, (ulong)values.Length));
        }
    }
}
