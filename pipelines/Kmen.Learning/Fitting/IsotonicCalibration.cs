using Kmen.Learning.Statistics;

namespace Kmen.Learning.Fitting;

/// <summary>The rising curve closest to what happened (Zadrozny and Elkan 2002): straight lines between knots, level outside them.</summary>
/// <param name="Margins">The knots' margins, rising.</param>
/// <param name="Shares">The probability at each knot, never falling.</param>
public sealed record IsotonicCalibration(IReadOnlyList<double> Margins, IReadOnlyList<double> Shares) : Calibration
{
    internal const string MethodName = "isotonic";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>Fits the curve by pooling adjacent violators. A block of rows becomes a level stretch between its outermost margins.</summary>
    /// <param name="margins">Margins of rows that the model was not trained on.</param>
    /// <param name="labels">What happened.</param>
    /// <remarks>Of n rows none can prove a probability beyond 0.5 / n from 0 or 1, so the curve stays that far away.</remarks>
    /// <exception cref="ArgumentException">A margin is not finite, the lengths differ, or there is no row.</exception>
    public static IsotonicCalibration Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels)
    {
        Require.Scores(margins, labels);
        var edge = 0.5 / labels.Length;
        List<double> knots = [], shares = [];
        foreach (var block in IsotonicBlock.Pool(margins, labels))
        {
            var share = Math.Clamp(block.Positives / (double)block.Rows, edge, 1 - edge);
            knots.Add(block.First);
            shares.Add(share);
            if (block.Last > block.First)
            {
                knots.Add(block.Last);
                shares.Add(share);
            }
        }

        return new IsotonicCalibration(knots, shares);
    }

    /// <inheritdoc/>
    public override double Probability(double margin)
    {
        if (margin <= Margins[0])
        {
            return Shares[0];
        }

        var (below, above) = (0, Margins.Count - 1);
        if (margin >= Margins[above])
        {
            return Shares[above];
        }

        while (above - below > 1)
        {
            var middle = (below + above) / 2;
            (below, above) = Margins[middle] <= margin ? (middle, above) : (below, middle);
        }

        var share = (margin - Margins[below]) / (Margins[above] - Margins[below]);
        return Math.Min(Shares[below] + (share * (Shares[above] - Shares[below])), Shares[above]);
    }
}
