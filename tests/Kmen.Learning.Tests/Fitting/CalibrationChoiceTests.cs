using System.Text.Json;
using Kmen.Learning.Fitting;

namespace Kmen.Learning.Tests.Fitting;

public class CalibrationChoiceTests
{
    [Fact]
    public void Choose_MarginsThatAreRight_LeavesThemAlone() =>
        Choose(4000, static margin => Samples.Sigmoid(margin)).Calibration.Should().Be(new NoCalibration());

    [Fact]
    public void Choose_ShiftedBaseRate_TakesPlatt()
    {
        var choice = Choose(4000, static margin => Samples.Sigmoid(margin - 1.5));

        var platt = choice.Calibration.Should().BeOfType<PlattCalibration>().Subject;
        platt.Intercept.Should().BeApproximately(-1.5, 0.2);
        platt.Slope.Should().BeApproximately(1, 0.2);
        choice.Candidates.Select(static it => it.Method).Should().Equal("none", "platt", "isotonic");
        choice.Candidates[1].Verdict.Should().StartWith("chosen; log loss 0.");
        choice.Candidates[1].LogLoss.Should().BeLessThan(choice.Candidates[0].LogLoss!.Value);
    }

    [Fact]
    public void Choose_StepInsteadOfACurve_TakesIsotonic()
    {
        var choice = Choose(4000, static margin => margin < 1 ? 0.1 : 0.6);

        choice.Calibration.Should().BeOfType<IsotonicCalibration>();
        choice.Calibration.Probability(-2).Should().BeApproximately(0.1, 0.06);
        choice.Calibration.Probability(2.5).Should().BeApproximately(0.6, 0.08);
    }

    [Fact]
    public void Choose_TooFewRows_SaysWhatIsMissing()
    {
        var choice = Choose(30, static margin => Samples.Sigmoid(margin - 3));

        choice.Calibration.Should().BeOfType<NoCalibration>();
        choice.Candidates[1].Verdict.Should().StartWith("needs 20 rows of the rarer class, and there are ");
        choice.Candidates[2].Should().Be(new CalibrationCandidate("isotonic", null, "needs 1000 rows, and there are 30"));
    }

    [Fact]
    public void Choose_GainOfOnePersonRepeated_IsNotTakenForMany()
    {
        // The same surprising person fifty times: a gain over rows, and none beyond the error over clusters.
        var random = new Random(3);
        double[] margins = [.. Enumerable.Range(0, 400).Select(_ => random.Normal())];
        bool[] labels = [.. margins.Select(margin => random.NextDouble() < Samples.Sigmoid(margin))];
        double[] withRepeats = [.. margins, .. Enumerable.Repeat(2.5, 80)];
        bool[] outcomes = [.. labels, .. Enumerable.Repeat(false, 80)];
        int[] onePerson = [.. Samples.Alone(400), .. Enumerable.Repeat(400, 80)];

        CalibrationChoice.Choose(withRepeats, outcomes, onePerson, seed: 0).Calibration.Should().BeOfType<NoCalibration>();
        CalibrationChoice.Choose(withRepeats, outcomes, Samples.Alone(480), seed: 0).Calibration.Should().NotBeOfType<NoCalibration>();
    }

    [Fact]
    public void Choose_OneClassOnly_TakesTheModelAtItsWord() =>
        CalibrationChoice.Choose([1, 2, 3], [true, true, true], [0, 1, 2], seed: 0).Calibration.Should().BeOfType<NoCalibration>();

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Calibration_ThroughJson_IsTheSame(Calibration calibration)
    {
        var json = JsonSerializer.Serialize(calibration);
        var read = JsonSerializer.Deserialize<Calibration>(json)!;

        json.Should().StartWith($"{{\"method\":\"{calibration.Method}\"");
        double[] margins = [-3, -0.4, 0, 0.7, 5];
        read.Should().BeOfType(calibration.GetType());
        read.Probabilities(margins).Should().Equal(calibration.Probabilities(margins));
    }

    public static TheoryData<Calibration> EveryKind() =>
        [new NoCalibration(), new PlattCalibration(-0.3, 1.1), new IsotonicCalibration([-1, 0.5], [0.1, 0.7])];

    private static CalibrationChoice Choose(int rows, Func<double, double> truth)
    {
        var random = new Random(11);
        double[] margins = [.. Enumerable.Range(0, rows).Select(_ => 1.5 * random.Normal())];
        bool[] labels = [.. margins.Select(margin => random.NextDouble() < truth(margin))];
        return CalibrationChoice.Choose(margins, labels, Samples.Alone(rows), seed: 5);
    }
}
