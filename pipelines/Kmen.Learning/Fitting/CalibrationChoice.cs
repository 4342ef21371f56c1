using System.Globalization;
using Kmen.Learning.Statistics;

namespace Kmen.Learning.Fitting;

/// <summary>The calibration chosen for a model, and what it was chosen from.</summary>
/// <param name="Calibration">The calibration, fitted on all rows given.</param>
/// <param name="Candidates">Every method, simplest first.</param>
public sealed record CalibrationChoice(Calibration Calibration, IReadOnlyList<CalibrationCandidate> Candidates)
{
    /// <summary>Rows of the rarer class that Platt's two numbers need.</summary>
    public const int PlattMinimum = 20;

    /// <summary>Rows that an isotonic curve needs; with fewer it fits noise (Niculescu-Mizil and Caruana 2005).</summary>
    public const int IsotonicMinimumRows = 1000;

    /// <summary>Rows of the rarer class that an isotonic curve needs.</summary>
    public const int IsotonicMinimum = 100;

    private const int Folds = 5;

    /// <summary>
    /// Chooses by five-fold cross-validated log loss, with all rows of a cluster in one fold: none, then Platt, then isotonic; each
    /// has to beat the simpler one chosen so far by more than one standard error (over clusters), and to have enough rows.
    /// </summary>
    /// <param name="margins">Margins of rows from a later time than the model's training rows.</param>
    /// <param name="labels">What happened.</param>
    /// <param name="clusters">The cluster of each row, numbered from 0.</param>
    /// <param name="seed">Deals the clusters to the folds.</param>
    /// <exception cref="ArgumentException">A margin is not finite, the lengths differ, or there is no row.</exception>
    public static CalibrationChoice Choose(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<int> clusters, long seed)
    {
        Require.Scores(margins, labels);
        Require.Clusters(clusters, labels.Length);
        var rarer = Math.Min(labels.Count(true), labels.Count(false));
        (string Method, Fit Fit, string? Excluded)[] methods =
        [
            (NoCalibration.MethodName, static (_, _) => new NoCalibration(), null),
            (PlattCalibration.MethodName, PlattCalibration.Fit, rarer < PlattMinimum ? Needs(rarer, PlattMinimum) : null),
            (IsotonicCalibration.MethodName, IsotonicCalibration.Fit, labels.Length < IsotonicMinimumRows
                ? string.Create(CultureInfo.InvariantCulture, $"needs {IsotonicMinimumRows} rows, and there are {labels.Length}")
                : rarer < IsotonicMinimum ? Needs(rarer, IsotonicMinimum) : null),
        ];

        var candidates = new CalibrationCandidate[methods.Length];
        var (chosen, losses) = (0, CrossValidate(methods[0].Fit, margins, labels, clusters, seed));
        candidates[0] = new CalibrationCandidate(methods[0].Method, losses.Average(), "");
        for (var i = 1; i < methods.Length; i++)
        {
            if (methods[i].Excluded is { } reason)
            {
                candidates[i] = new CalibrationCandidate(methods[i].Method, null, reason);
                continue;
            }

            var contender = CrossValidate(methods[i].Fit, margins, labels, clusters, seed);
            var (gain, error) = Gain(losses, contender, clusters);
            var verdict = string.Create(
                CultureInfo.InvariantCulture, $"log loss {gain:0.000000} lower than {methods[chosen].Method}, standard error {error:0.000000}");
            candidates[i] = new CalibrationCandidate(methods[i].Method, contender.Average(), verdict);
            (chosen, losses) = gain > error ? (i, contender) : (chosen, losses);
        }

        candidates[chosen] = candidates[chosen] with { Verdict = $"chosen; {candidates[chosen].Verdict}".TrimEnd(' ', ';') };
        return new CalibrationChoice(methods[chosen].Fit(margins, labels), candidates);
    }

    private delegate Calibration Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels);

    private static string Needs(int rarer, int minimum) => string.Create(
        CultureInfo.InvariantCulture, $"needs {minimum} rows of the rarer class, and there are {rarer}");

    /// <summary>The log loss of each row under a fit to the other folds.</summary>
    private static double[] CrossValidate(
        Fit fit, ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<int> clusters, long seed)
    {
        var random = new CounterRandom(unchecked((ulong)seed), stream: 0);
        var losses = new double[labels.Length];
        for (var fold = 0; fold < Folds; fold++)
        {
            List<double> fitMargins = [];
            List<bool> fitLabels = [];
            List<int> held = [];
            for (var row = 0; row < losses.Length; row++)
            {
                if (random.At((ulong)clusters[row]) % Folds == (ulong)fold)
                {
                    held.Add(row);
                }
                else
                {
                    fitMargins.Add(margins[row]);
                    fitLabels.Add(labels[row]);
                }
            }

            // Where one fold holds every row there is nothing to fit on: then the model is taken at its word.
            Calibration calibration = fitMargins.Count > 0 ? fit(fitMargins.ToArray(), fitLabels.ToArray()) : new NoCalibration();
            foreach (var row in held)
            {
                losses[row] = Accuracy.LogLoss([calibration.Probability(margins[row])], [labels[row]]);
            }
        }

        return losses;
    }

    /// <summary>The mean difference of two rows of losses, and its standard error where rows of a cluster may move together.</summary>
    private static (double Mean, double StandardError) Gain(double[] losses, double[] contender, ReadOnlySpan<int> clusters)
    {
        var mean = losses.Average() - contender.Average();
        var sums = new Dictionary<int, double>();
        for (var row = 0; row < losses.Length; row++)
        {
            sums[clusters[row]] = sums.GetValueOrDefault(clusters[row]) + losses[row] - contender[row] - mean;
        }

        return (mean, Math.Sqrt(sums.Values.Sum(static sum => sum * sum)) / losses.Length);
    }
}
