using Kmen.Learning.Fitting;

namespace Kmen.Learning.Tests.Fitting;

public class PlattCalibrationTests
{
    [Fact]
    public void Fit_OnRandomRows_LeavesNoSlopeUnderPlattsTargets()
    {
        var random = new Random(1);
        double[] margins = [.. Enumerable.Range(0, 500).Select(_ => 2 * random.Normal())];
        bool[] labels = [.. margins.Select(margin => random.NextDouble() < Samples.Sigmoid(-1 + (0.5 * margin)))];
        var (positives, negatives) = (labels.Count(static label => label), labels.Count(static label => !label));

        var calibration = PlattCalibration.Fit(margins, labels);

        double[] errors = [.. margins.Select((margin, i) =>
            Samples.Sigmoid(calibration.Intercept + (calibration.Slope * margin)) - (labels[i] ? (positives + 1.0) / (positives + 2) : 1.0 / (negatives + 2)))];
        errors.Sum().Should().BeApproximately(0, 1e-5);
        errors.Zip(margins, static (error, margin) => error * margin).Sum().Should().BeApproximately(0, 1e-5);
        calibration.Intercept.Should().BeApproximately(-1, 0.3);
        calibration.Slope.Should().BeApproximately(0.5, 0.15);
    }

    [Fact]
    public void Fit_MarginsThatPart_StaysFinite()
    {
        var calibration = PlattCalibration.Fit([-2, -1, 1, 2], [false, false, true, true]);

        calibration.Slope.Should().BeInRange(0.1, 100);
        calibration.Probability(2).Should().BeInRange(0.6, 0.99);
    }

    [Fact]
    public void Fit_MarginsThatPointTheWrongWay_GiveAllRowsTheBaseRate()
    {
        var calibration = PlattCalibration.Fit([-2, -1, 0, 1, 2, 3], [true, true, false, false, false, false]);

        calibration.Slope.Should().Be(0);
        calibration.Probability(-9).Should().Be(calibration.Probability(9)).And.BeInRange(0.3, 0.4);
    }

    [Fact]
    public void Fit_OneMarginForAll_GivesTheBaseRate() =>
        PlattCalibration.Fit([1, 1, 1, 1], [true, false, false, false]).Probability(1).Should().BeInRange(0.2, 0.4);
}
