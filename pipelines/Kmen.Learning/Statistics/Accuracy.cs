namespace Kmen.Learning.Statistics;

/// <summary>How close probabilities come to what happened.</summary>
public static class Accuracy
{
    /// <summary>Probabilities are kept this far from 0 and 1, so that one certain mistake does not make the loss infinite.</summary>
    private const double Edge = 1e-15;

    /// <summary>Mean negative log-likelihood in nats.</summary>
    /// <exception cref="ArgumentException">A probability lies outside 0 to 1, the lengths differ, or there is no row.</exception>
    public static double LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        Require.Probabilities(probabilities, labels);
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            var p = Math.Clamp(probabilities[i], Edge, 1 - Edge);
            sum -= Math.Log(labels[i] ? p : 1 - p);
        }

        return sum / probabilities.Length;
    }

    /// <summary>Mean squared difference between probability and outcome.</summary>
    /// <exception cref="ArgumentException">A probability lies outside 0 to 1, the lengths differ, or there is no row.</exception>
    public static double Brier(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        Require.Probabilities(probabilities, labels);
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            var difference = probabilities[i] - (labels[i] ? 1 : 0);
            sum += difference * difference;
        }

        return sum / probabilities.Length;
    }

    /// <summary>Predicted against observed shares in ten bins of equal width, [0, .1) to [.9, 1]; empty bins are left out.</summary>
    /// <exception cref="ArgumentException">A probability lies outside 0 to 1, the lengths differ, or there is no row.</exception>
    public static IReadOnlyList<ReliabilityBin> Reliability(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        Require.Probabilities(probabilities, labels);
        var (rows, positives, sums) = (new int[10], new int[10], new double[10]);
        for (var i = 0; i < probabilities.Length; i++)
        {
            var bin = Math.Min((int)(probabilities[i] * 10), 9);
            rows[bin]++;
            positives[bin] += labels[i] ? 1 : 0;
            sums[bin] += probabilities[i];
        }

        return
        [
            .. Enumerable.Range(0, 10).Where(bin => rows[bin] > 0).Select(bin =>
                new ReliabilityBin(bin / 10.0, rows[bin], sums[bin] / rows[bin], positives[bin] / (double)rows[bin])),
        ];
    }

    /// <summary>Expected calibration error over the ten bins of <see cref="Reliability"/>: the mean gap, weighted by rows.</summary>
    /// <exception cref="ArgumentException">A probability lies outside 0 to 1, the lengths differ, or there is no row.</exception>
    public static double CalibrationError(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        var sum = 0.0;
        foreach (var bin in Reliability(probabilities, labels))
        {
            sum += bin.Rows * Math.Abs(bin.Predicted - bin.Observed);
        }

        return sum / probabilities.Length;
    }
}
