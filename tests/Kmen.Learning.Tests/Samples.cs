using Kmen.Learning.Fitting;

namespace Kmen.Learning.Tests;

/// <summary>Made-up data, the same for the same seed.</summary>
internal static class Samples
{
    public static readonly string[] Names = ["orders", "days", "noise", "visits"];

    /// <summary>Rows whose label depends on orders and days, not on noise; visits go with orders, and some are missing.</summary>
    public static LabelledRows Draw(int rows, int seed)
    {
        var random = new Random(seed);
        var (values, labels) = (new float[rows * Names.Length], new bool[rows]);
        for (var row = 0; row < rows; row++)
        {
            var cells = values.AsSpan(row * Names.Length, Names.Length);
            cells[0] = random.Next(12);
            cells[1] = (float)(random.NextDouble() * 365);
            cells[2] = (float)random.NextDouble();
            cells[3] = random.Next(10) == 0 ? float.NaN : cells[0] + random.Next(3);
            var margin = -1 + (0.3 * cells[0]) - (0.008 * cells[1]);
            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-margin));
        }

        return new LabelledRows(new FeatureMatrix(Names, values), labels);
    }

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public static double Normal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>The rows' own numbers: every row is a cluster.</summary>
    public static int[] Alone(int rows) => [.. Enumerable.Range(0, rows)];

    public static double Sigmoid(double margin) => 1 / (1 + Math.Exp(-margin));
}
