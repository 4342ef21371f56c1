namespace Kmen.Learning.Statistics;

/// <summary>What a model's probabilities are worth on rows it was not trained on.</summary>
/// <param name="Rows">Rows measured.</param>
/// <param name="Positives">Positive rows among them.</param>
/// <param name="ExpectedPositives">Sum of the probabilities, to compare with <paramref name="Positives"/>.</param>
/// <param name="Auc">Area under the ROC curve, ties counting half.</param>
/// <param name="AveragePrecision">Area under the precision-recall curve.</param>
/// <param name="LogLoss">Mean negative log-likelihood in nats.</param>
/// <param name="Brier">Mean squared error of the probabilities.</param>
/// <param name="CalibrationError">Expected calibration error over ten bins of equal width.</param>
/// <param name="Deciles">Lift and capture by falling probability.</param>
/// <param name="Reliability">Predicted against observed shares.</param>
public sealed record ClassificationReport(
    int Rows,
    int Positives,
    double ExpectedPositives,
    double Auc,
    double AveragePrecision,
    double LogLoss,
    double Brier,
    double CalibrationError,
    IReadOnlyList<Decile> Deciles,
    IReadOnlyList<ReliabilityBin> Reliability)
{
    /// <summary>Measures probabilities against what happened.</summary>
    /// <exception cref="ArgumentException">
    /// A probability lies outside 0 to 1, the lengths differ, there are fewer than ten rows, or one class has no row.
    /// </exception>
    public static ClassificationReport Measure(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        Require.Probabilities(probabilities, labels);
        var expected = 0.0;
        foreach (var probability in probabilities)
        {
            expected += probability;
        }

        return new ClassificationReport(
            labels.Length,
            labels.Count(true),
            expected,
            Discrimination.Auc(probabilities, labels),
            Discrimination.AveragePrecision(probabilities, labels),
            Accuracy.LogLoss(probabilities, labels),
            Accuracy.Brier(probabilities, labels),
            Accuracy.CalibrationError(probabilities, labels),
            Discrimination.Deciles(probabilities, labels),
            Accuracy.Reliability(probabilities, labels));
    }
}
