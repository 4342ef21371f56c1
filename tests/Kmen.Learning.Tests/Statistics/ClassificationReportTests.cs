using Kmen.Learning.Statistics;

namespace Kmen.Learning.Tests.Statistics;

public class ClassificationReportTests
{
    /// <summary>Predictions of an independent program, measured by scikit-learn.</summary>
    [DataTheory]
    [InlineData("telco", 0.83902, 0.66039, 0.42613, 0.13686, 0.0200, 2.927, 0.291, 0.508, 0.651)]
    [InlineData("osi", 0.94159, 0.78595, 0.21004, 0.06314, 0.0104, 5.416, 0.540, 0.797, 0.904)]
    public void Measure_OnKnownPredictions_EqualsScikitLearn(
        string name, double auc, double averagePrecision, double logLoss, double brier, double error, double lift, double d1, double d2, double d3)
    {
        var golden = GoldenData.Read(name);

        var report = ClassificationReport.Measure(
            Array.ConvertAll(golden.Probabilities, static p => (double)p), Array.ConvertAll(golden.TestLabels, static label => label == 1));

        report.Auc.Should().BeApproximately(auc, 0.51e-5);
        report.AveragePrecision.Should().BeApproximately(averagePrecision, 0.51e-5);
        report.LogLoss.Should().BeApproximately(logLoss, 0.51e-5);
        report.Brier.Should().BeApproximately(brier, 0.51e-5);
        report.CalibrationError.Should().BeApproximately(error, 0.51e-4);
        report.Deciles[0].Lift.Should().BeApproximately(lift, 0.51e-3);

        report.Deciles.Take(2).Select(static decile => decile.Capture).Should().Equal([d1, d2], static (a, b) => Math.Abs(a - b) < 0.51e-3);

        // The reference ends the third decile one or two rows earlier, and cuts through equal scores where they happen to stand.
        report.Deciles[2].Capture.Should().BeApproximately(d3, 2.0 / report.Positives);
    }

    [Fact]
    public void Measure_OfExpectedAndActual_CountsBoth()
    {
        double[] probabilities = [.. Enumerable.Range(0, 20).Select(static i => i / 20.0)];
        bool[] labels = [.. Enumerable.Range(0, 20).Select(static i => i % 4 == 3)];

        var report = ClassificationReport.Measure(probabilities, labels);

        (report.Rows, report.Positives).Should().Be((20, 5));
        report.ExpectedPositives.Should().BeApproximately(9.5, 1e-12);
    }
}
