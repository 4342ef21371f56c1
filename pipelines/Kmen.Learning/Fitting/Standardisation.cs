namespace Kmen.Learning.Fitting;

/// <summary>Turns features into numbers with mean 0 and deviation 1; a missing value becomes 0.</summary>
internal sealed class Standardisation(InputScale scale, double[] means, double[] deviations)
{
    public IReadOnlyList<double> Means => means;

    public IReadOnlyList<double> Deviations => deviations;

    public static Standardisation Measure(LabelledRows rows, InputScale scale)
    {
        var columns = rows.Features.ColumnCount;
        var (weights, means, squares) = (new double[columns], new double[columns], new double[columns]);
        for (var row = 0; row < rows.RowCount; row++)
        {
            var values = rows.Features.Row(row);
            var weight = rows.Weight(row);
            for (var column = 0; weight > 0 && column < columns; column++)
            {
                if (!float.IsNaN(values[column]))
                {
                    // West 1979: one pass, and exact where a sum of squares would lose digits.
                    weights[column] += weight;
                    var value = Scaled(values[column], scale);
                    var difference = value - means[column];
                    means[column] += difference * weight / weights[column];
                    squares[column] += weight * difference * (value - means[column]);
                }
            }
        }

        var deviations = new double[columns];
        for (var column = 0; column < columns; column++)
        {
            var deviation = weights[column] > 0 ? Math.Sqrt(squares[column] / weights[column]) : 0;

            // A constant leaves rounding errors of its own size, which are no variation.
            deviations[column] = deviation > 1e-12 * Math.Abs(means[column]) ? deviation : 0;
        }

        return new Standardisation(scale, means, deviations);
    }

    public void Apply(ReadOnlySpan<float> row, Span<double> standardised)
    {
        for (var column = 0; column < row.Length; column++)
        {
            standardised[column] = float.IsNaN(row[column]) || deviations[column] == 0
                ? 0
                : (Scaled(row[column], scale) - means[column]) / deviations[column];
        }
    }

    private static double Scaled(double value, InputScale scale) =>
        scale == InputScale.SignedLog ? Math.CopySign(Math.Log(1 + Math.Abs(value)), value) : value;
}
