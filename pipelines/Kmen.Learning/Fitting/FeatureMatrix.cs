namespace Kmen.Learning.Fitting;

/// <summary>Rows of named features in one block of memory, row by row. NaN means that the value is missing; infinite values are not allowed.</summary>
public sealed class FeatureMatrix
{
    private readonly float[] _values;

    /// <summary>Wraps values without copying them; they must not change afterwards.</summary>
    /// <param name="names">One name a column, all different.</param>
    /// <param name="values">Row-major, a whole number of rows.</param>
    /// <exception cref="ArgumentException">A name is there twice, the values end within a row, or one is infinite.</exception>
    public FeatureMatrix(IReadOnlyList<string> names, float[] values)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfZero(names.Count, nameof(names));
        if (names.GroupBy(static name => name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The feature '{twice.Key}' is there twice.", nameof(names));
        }

        if (values.Length % names.Count != 0)
        {
            throw new ArgumentException($"{values.Length} values do not make whole rows of {names.Count} features.", nameof(values));
        }

        if (Array.FindIndex(values, float.IsInfinity) is var infinite and >= 0)
        {
            throw new ArgumentException(
                $"The feature '{names[infinite % names.Count]}' is infinite in row {infinite / names.Count}.", nameof(values));
        }

        Names = names;
        RowCount = values.Length / names.Count;
        _values = values;
    }

    /// <summary>The names of the features, in the order of a row's values.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The number of features a row.</summary>
    public int ColumnCount => Names.Count;

    /// <summary>All values, row by row.</summary>
    public ReadOnlyMemory<float> Values => _values;

    /// <summary>The values of one row.</summary>
    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * ColumnCount, ColumnCount);

    /// <summary>Makes sure that these are the features a model was trained on, in its order.</summary>
    /// <exception cref="ArgumentException">A feature differs; the message names the first.</exception>
    internal void RequireNames(IReadOnlyList<string> trained)
    {
        for (var i = 0; i < Math.Max(trained.Count, Names.Count); i++)
        {
            var (theirs, ours) = (i < trained.Count ? trained[i] : "none", i < Names.Count ? Names[i] : "none");
            if (theirs != ours)
            {
                throw new ArgumentException($"The model was trained with '{theirs}' as feature {i + 1}, and the rows have '{ours}'. Train it again.");
            }
        }
    }
}
