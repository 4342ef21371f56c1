using Kmen.Learning.Statistics;

namespace Kmen.Learning.Tests.Statistics;

public class AccuracyTests
{
    private static readonly double[] Probabilities = [0.9, 0.1, 0.05, 0.35, 1];
    private static readonly bool[] Labels = [true, false, true, false, true];

    [Fact]
    public void LogLoss_OfKnownRows_IsTheMeanOfTheirLogs() =>
        Accuracy.LogLoss(Probabilities, Labels).Should().BeApproximately(
            -(Math.Log(0.9) + Math.Log(0.9) + Math.Log(0.05) + Math.Log(0.65)) / 5, 1e-12);

    [Fact]
    public void LogLoss_OfACertainMistake_IsLargeAndFinite() =>
        Accuracy.LogLoss([0], [true]).Should().BeApproximately(-Math.Log(1e-15), 1e-9);

    [Fact]
    public void Brier_OfKnownRows_IsTheMeanSquare() =>
        Accuracy.Brier(Probabilities, Labels).Should().BeApproximately((0.01 + 0.01 + 0.9025 + 0.1225) / 5, 1e-12);

    [Fact]
    public void CalibrationError_OfKnownRows_WeighsGapsByRows()
    {
        // Bins: [0, .1) holds .05; [.1, .2) holds .1; [.3, .4) holds .35; [.9, 1] holds .9 and 1.
        var bins = Accuracy.Reliability(Probabilities, Labels);

        bins.Select(static bin => (bin.From, bin.Rows)).Should().Equal((0, 1), (0.1, 1), (0.3, 1), (0.9, 2));
        Accuracy.CalibrationError(Probabilities, Labels).Should().BeApproximately((0.95 + 0.1 + 0.35 + (2 * 0.05)) / 5, 1e-12);
    }

    [Fact]
    public void Measures_OfSomethingElseThanProbabilities_AreRefused()
    {
        var tooHigh = static () => Accuracy.Brier([0.5, 1.5], [true, false]);
        var notANumber = static () => Accuracy.LogLoss([double.NaN], [true]);
        var nothing = static () => Accuracy.CalibrationError([], []);

        tooHigh.Should().Throw<ArgumentException>().WithMessage("The probability of row 1 is 1.5;*");
        notANumber.Should().Throw<ArgumentException>().WithMessage("The probability of row 0 is NaN;*");
        nothing.Should().Throw<ArgumentException>();
    }
}
