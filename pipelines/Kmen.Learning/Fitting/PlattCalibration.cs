using Kmen.Learning.Statistics;

namespace Kmen.Learning.Fitting;

/// <summary>A logistic curve over the margin (Platt 1999): corrects a shifted base rate and over- or under-confidence.</summary>
/// <param name="Intercept">Log-odds at margin 0.</param>
/// <param name="Slope">Log-odds for one of margin, 0 or more.</param>
public sealed record PlattCalibration(double Intercept, double Slope) : Calibration
{
    internal const string MethodName = "platt";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>Fits the curve to Platt's smoothed targets, (n+1)/(n+2) for n positives and 1/(n+2) for n negatives.</summary>
    /// <param name="margins">Margins of rows that the model was not trained on.</param>
    /// <param name="labels">What happened.</param>
    /// <remarks>Where higher margins went with fewer positives the slope is 0: every row gets the (smoothed) base rate.</remarks>
    /// <exception cref="ArgumentException">A margin is not finite, the lengths differ, or there is no row.</exception>
    public static PlattCalibration Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels)
    {
        Require.Scores(margins, labels);
        var (inputs, outcomes, positives) = (margins.ToArray(), labels.ToArray(), labels.Count(true));
        var (high, low) = ((positives + 1.0) / (positives + 2), 1.0 / (labels.Length - positives + 2));
        var objective = new LogisticObjective(inputs.Length, columns: 1, ridge: 0, threads: 1)
        {
            Read = (row, input) => input.Span[0] = inputs[row],
            Target = row => outcomes[row] ? high : low,
            Weight = static _ => 1,
        };
        var rate = ((positives * high) + ((labels.Length - positives) * low)) / labels.Length;
        double[] curve = [0, LogOdds.FromProbability(rate)];
        Newton.Minimise(objective, curve, new LogisticOptions(), CancellationToken.None);
        return curve[0] > 0 ? new PlattCalibration(curve[1], curve[0]) : new PlattCalibration(LogOdds.FromProbability(rate), 0);
    }

    /// <inheritdoc/>
    public override double Probability(double margin) => LogOdds.ToProbability(Intercept + (Slope * margin));
}
