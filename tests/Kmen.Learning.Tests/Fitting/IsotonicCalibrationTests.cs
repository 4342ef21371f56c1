using Kmen.Learning.Fitting;

namespace Kmen.Learning.Tests.Fitting;

public class IsotonicCalibrationTests
{
    [Fact]
    public void Fit_OnRandomRows_EqualsTheMinMaxFormula()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var (margins, labels) = Draw(seed);
            var calibration = IsotonicCalibration.Fit(margins, labels);
            var distinct = margins.Distinct().Order().ToArray();
            for (var i = 0; i < distinct.Length; i++)
            {
                // Least squares under a rising order: the largest lower bound of the means around a point (Barlow et al. 1972).
                var expected = Enumerable.Range(0, i + 1).Max(from =>
                    Enumerable.Range(i, distinct.Length - i).Min(to => Share(margins, labels, distinct[from], distinct[to])));
                var edge = 0.5 / margins.Length;

                calibration.Probability(distinct[i]).Should().BeApproximately(Math.Clamp(expected, edge, 1 - edge), 1e-12, "seed {0}", seed);
            }
        }
    }

    [Fact]
    public void Probability_OfAnyMargin_NeverFallsAndNeverIsCertain()
    {
        var (margins, labels) = Draw(seed: 5);
        var calibration = IsotonicCalibration.Fit(margins, labels);

        var probabilities = calibration.Probabilities([.. Enumerable.Range(-300, 600).Select(static i => i / 50.0)]);

        probabilities.Should().BeInAscendingOrder().And.OnlyContain(static p => p > 0 && p < 1);
    }

    [Fact]
    public void Probability_BetweenKnots_LiesOnAStraightLine()
    {
        var calibration = new IsotonicCalibration([-1, 1, 3], [0.2, 0.4, 0.8]);

        calibration.Probabilities([-5, -1, 0, 1, 2.5, 3, 9]).Should().Equal(
            [0.2, 0.2, 0.3, 0.4, 0.7, 0.8, 0.8], static (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Fit_RowsInAnotherOrder_GivesTheSameCurve()
    {
        var (margins, labels) = Draw(seed: 6);
        Array.Reverse(margins);
        Array.Reverse(labels);
        var reversed = IsotonicCalibration.Fit(margins, labels);
        (margins, labels) = Draw(seed: 6);

        reversed.Should().BeEquivalentTo(IsotonicCalibration.Fit(margins, labels), static options => options.WithStrictOrdering());
    }

    private static double Share(double[] margins, bool[] labels, double from, double to)
    {
        int[] rows = [.. Enumerable.Range(0, margins.Length).Where(i => margins[i] >= from && margins[i] <= to)];
        return rows.Count(i => labels[i]) / (double)rows.Length;
    }

    private static (double[] Margins, bool[] Labels) Draw(int seed)
    {
        var random = new Random(seed);
        var steps = random.Next(3, 40);
        double[] margins = [.. Enumerable.Range(0, random.Next(5, 60)).Select(_ => (random.Next(steps) - (steps / 2)) / 4.0)];
        return (margins, [.. margins.Select(margin => random.NextDouble() < Samples.Sigmoid(margin))]);
    }
}
