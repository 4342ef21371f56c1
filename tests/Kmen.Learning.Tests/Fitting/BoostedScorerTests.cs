using Kmen.Learning.Fitting;

namespace Kmen.Learning.Tests.Fitting;

public class BoostedScorerTests
{
    private static readonly BoostedModel Model = GradientBoosting.Train(
        Samples.Draw(500, seed: 1), null, new GradientBoostingParameters { MaximumRounds = 20 }, threads: 1, CancellationToken.None);

    [Fact]
    public void Contributions_OfEachRow_AddUpToItsMargin()
    {
        var rows = Samples.Draw(250, seed: 2).Features;
        using var scorer = new BoostedScorer(Model.Json.Span, threads: 2);

        var sums = scorer.Contributions(rows, rowsPerSlice: 100).SelectMany(static slice => Enumerable.Range(0, slice.RowCount).Select(row =>
            slice.Features(row).ToArray().Sum(static value => (double)value) + slice.Bias(row)));

        sums.Should().Equal(scorer.Margins(rows, CancellationToken.None), static (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Margins_OfOtherFeatures_NamesTheFirstDifference()
    {
        using var scorer = new BoostedScorer(Model.Json.Span, threads: 1);
        var swapped = new FeatureMatrix(["days", "orders", "noise", "visits"], new float[4]);
        var fewer = new FeatureMatrix(["orders", "days", "noise"], new float[3]);

        scorer.Invoking(it => it.Margins(swapped, CancellationToken.None)).Should().Throw<ArgumentException>().WithMessage("*'orders' as feature 1*'days'*");
        scorer.Invoking(it => it.Contributions(fewer, 10)).Should().Throw<ArgumentException>().WithMessage("*'visits' as feature 4*'none'*");
    }

    [Fact]
    public void Scorer_OfNoRows_HasNothingToSay()
    {
        using var scorer = new BoostedScorer(Model.Json.Span, threads: 1);
        var none = new FeatureMatrix(Samples.Names, []);

        scorer.Margins(none, CancellationToken.None).Should().BeEmpty();
        scorer.Contributions(none, 10).Should().BeEmpty();
    }
}
