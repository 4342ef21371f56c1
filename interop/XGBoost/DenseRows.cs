using System.Globalization;

namespace Kmen.XGBoost;

/// <summary>XGBoost's "array interface": how a block of memory is described to it.</summary>
internal static class DenseRows
{
    /// <summary>Describes row-major float32 values at an address that stays fixed for the call.</summary>
    public static unsafe string Describe(float* values, int rows, int columns) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"data": [{{(ulong)values}}, true], "shape": [{{rows}}, {{columns}}], "typestr": "<f4", "version": 3}""");

    /// <summary>The number of whole rows in a block.</summary>
    /// <exception cref="ArgumentException">The block is empty or ends within a row.</exception>
    public static int Count(int values, int columns, string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        return values > 0 && values % columns == 0
            ? values / columns
            : throw new ArgumentException($"{values} values do not make one or more whole rows of {columns} columns.", parameter);
    }
}
