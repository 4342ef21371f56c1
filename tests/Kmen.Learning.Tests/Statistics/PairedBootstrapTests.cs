using Kmen.Learning.Statistics;

namespace Kmen.Learning.Tests.Statistics;

public class PairedBootstrapTests
{
    [Fact]
    public void CompareAuc_WithTheSameSeed_IsTheSameOnAnyNumberOfThreads()
    {
        var (model, baseline, labels) = Draw(300, seed: 1);
        AucComparison Compare(long seed, int threads) => PairedBootstrap.CompareAuc(
            model, baseline, labels, Samples.Alone(300), new BootstrapOptions { Seed = seed, Threads = threads }, CancellationToken.None);

        var once = Compare(seed: 7, threads: 1);

        Compare(seed: 7, threads: 4).Should().Be(once);
        Compare(seed: 8, threads: 1).Gain.Lower.Should().NotBe(once.Gain.Lower);
        once.Gain.Estimate.Should().Be(Discrimination.Auc(model, labels) - Discrimination.Auc(baseline, labels));
        once.Gain.Lower.Should().BeLessThan(once.Gain.Estimate);
        once.Gain.Upper.Should().BeGreaterThan(once.Gain.Estimate);
    }

    [Fact]
    public void CompareAuc_EveryPersonFiveTimes_IsNoSurerThanOnce()
    {
        var (model, baseline, labels) = Draw(200, seed: 2);
        var options = new BootstrapOptions { Seed = 3 };
        T[] FiveTimes<T>(T[] values) => [.. values, .. values, .. values, .. values, .. values];

        var once = PairedBootstrap.CompareAuc(model, baseline, labels, Samples.Alone(200), options, CancellationToken.None);
        var clustered = PairedBootstrap.CompareAuc(
            FiveTimes(model), FiveTimes(baseline), FiveTimes(labels), FiveTimes(Samples.Alone(200)), options, CancellationToken.None);
        var asIfIndependent = PairedBootstrap.CompareAuc(
            FiveTimes(model), FiveTimes(baseline), FiveTimes(labels), Samples.Alone(1000), options, CancellationToken.None);

        clustered.Should().Be(once);
        (asIfIndependent.Gain.Upper - asIfIndependent.Gain.Lower).Should().BeLessThan(0.6 * (once.Gain.Upper - once.Gain.Lower));
    }

    [Fact]
    public void CompareAuc_OfAScoreWithItself_GainsNothing()
    {
        var (model, _, labels) = Draw(100, seed: 3);

        var comparison = PairedBootstrap.CompareAuc(model, model, labels, Samples.Alone(100), new BootstrapOptions(), CancellationToken.None);

        comparison.Gain.Should().Be(new Interval(0, 0, 0));
        comparison.Model.Should().Be(comparison.Baseline);
    }

    [Fact]
    public void CompareAuc_OnManyDataSets_CoversTheTrueGainAsOftenAsItSays()
    {
        // Positives are shifted by 1.0 in the model's score and by 0.6 in the baseline's: AUC is Phi(shift / sqrt 2).
        const double TrueAuc = 0.760250, TrueGain = 0.760250 - 0.664313;
        var (aucs, gains) = (0, 0);
        for (var set = 0; set < 300; set++)
        {
            var (model, baseline, labels) = Draw(250, seed: 1000 + set);
            var comparison = PairedBootstrap.CompareAuc(
                model, baseline, labels, Samples.Alone(250), new BootstrapOptions { Replicates = 300, Confidence = 0.9, Seed = set }, CancellationToken.None);
            aucs += comparison.Model.Lower <= TrueAuc && TrueAuc <= comparison.Model.Upper ? 1 : 0;
            gains += comparison.Gain.Lower <= TrueGain && TrueGain <= comparison.Gain.Upper ? 1 : 0;
        }

        // 270 of 300 expected, with a standard deviation of 5.2.
        aucs.Should().BeInRange(254, 286);
        gains.Should().BeInRange(254, 286);
    }

    [Fact]
    public void CompareAuc_ReplicateWithoutAClass_IsDrawnAgain()
    {
        var compare = PairedBootstrap.CompareAuc(
            [0.1, 0.2, 0.3], [0.3, 0.2, 0.1], [true, false, false], [0, 1, 2], new BootstrapOptions(), CancellationToken.None);

        compare.Should().BeEquivalentTo(new { Model = new Interval(0, 0, 0), Baseline = new Interval(1, 1, 1), Gain = new Interval(-1, -1, -1), Clusters = 3 });
    }

    [Fact]
    public void CompareAuc_OfOneClass_IsRefused() =>
        FluentActions.Invoking(static () => PairedBootstrap.CompareAuc(
                [0.1, 0.2], [0.1, 0.2], [true, true], [0, 1], new BootstrapOptions(), CancellationToken.None))
            .Should().Throw<ArgumentException>().WithMessage("*2 of 2 are positive*");

    [Fact]
    public void CompareAuc_Cancelled_Stops()
    {
        var compare = static () => PairedBootstrap.CompareAuc(
            [0.1, 0.2], [0.1, 0.2], [true, false], [0, 1], new BootstrapOptions(), new CancellationToken(canceled: true));

        compare.Should().Throw<OperationCanceledException>();
    }

    [Theory]
    [InlineData(19, 0.95)]
    [InlineData(100, 1)]
    public void CompareAuc_OptionsOutOfRange_AreRefused(int replicates, double confidence)
    {
        var compare = () => PairedBootstrap.CompareAuc(
            [0.1, 0.2], [0.1, 0.2], [true, false], [0, 1], new BootstrapOptions { Replicates = replicates, Confidence = confidence }, CancellationToken.None);

        compare.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 1.75)]
    [InlineData(0.5, 2.5)]
    [InlineData(1, 4)]
    public void Quantile_BetweenValues_IsLinear(double share, double expected) =>
        PairedBootstrap.Quantile([1, 2, 3, 4], share).Should().BeApproximately(expected, 1e-12);

    private static (double[] Model, double[] Baseline, bool[] Labels) Draw(int rows, int seed)
    {
        var random = new Random(seed);
        var (model, baseline, labels) = (new double[rows], new double[rows], new bool[rows]);
        for (var row = 0; row < rows; row++)
        {
            labels[row] = random.Next(3) == 0;
            var (shared, first, second) = (random.Normal(), random.Normal(), random.Normal());
            model[row] = (labels[row] ? 1.0 : 0) + (0.8 * shared) + (0.6 * first);
            baseline[row] = (labels[row] ? 0.6 : 0) + (0.8 * shared) + (0.6 * second);
        }

        return (model, baseline, labels);
    }
}
