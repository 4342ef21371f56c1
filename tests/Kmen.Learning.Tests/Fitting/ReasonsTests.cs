using Kmen.Learning.Fitting;
using Kmen.XGBoost;

namespace Kmen.Learning.Tests.Fitting;

public class ReasonsTests
{
    [Fact]
    public void Strongest_RandomRows_EqualsAStableSortBySize()
    {
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, 200 * 8).Select(_ => random.Next(-4, 5) / 4f)];
        var slice = new Contributions(40, 200, 7, values);

        var reasons = Reasons.Strongest(slice, top: 3);

        (reasons.FirstRow, reasons.RowCount, reasons.Top).Should().Be((40, 200, 3));
        for (var row = 0; row < 200; row++)
        {
            var sizes = slice.Features(row).ToArray();
            var expected = Enumerable.Range(0, 7).Where(i => sizes[i] != 0).OrderByDescending(i => Math.Abs(sizes[i])).Take(3).ToList();
            var features = reasons.Features.Slice(row * 3, 3).ToArray();
            features.Where(static feature => feature >= 0).Should().Equal(expected);
            reasons.Contributions.Slice(row * 3, 3).ToArray().Should().Equal(features.Select(feature => feature < 0 ? 0 : sizes[feature]));
        }
    }

    [Fact]
    public void Strongest_EqualSizes_TakesTheEarlierFeatureAndNeverTheBias()
    {
        var reasons = Reasons.Strongest(new Contributions(0, 1, 4, new float[] { 0.5f, -0.5f, 0.5f, 0, 9 }), top: 2);

        reasons.Features.ToArray().Should().Equal(0, 1);
        reasons.Contributions.ToArray().Should().Equal(0.5f, -0.5f);
    }

    [Fact]
    public void Strongest_FewerReasonsThanPlaces_LeavesPlacesEmpty()
    {
        var reasons = Reasons.Strongest(new Contributions(0, 1, 2, new float[] { 0, -0.5f, 9 }), top: 3);

        reasons.Features.ToArray().Should().Equal(1, -1, -1);
        reasons.Contributions.ToArray().Should().Equal(-0.5f, 0, 0);
    }

    [Fact]
    public void Explain_InSlices_CoversEveryRowOnce()
    {
        var rows = Samples.Draw(105, seed: 2);
        using var scorer = new LogisticScorer(LogisticRegression.Fit(rows, new LogisticOptions(), threads: 1, CancellationToken.None));

        var slices = Reasons.Explain(scorer, rows.Features, top: 2, rowsPerSlice: 50, CancellationToken.None).ToList();

        slices.Select(static slice => (slice.FirstRow, slice.RowCount, slice.Features.Length)).Should().Equal((0, 50, 100), (50, 50, 100), (100, 5, 10));
    }

    [Fact]
    public void Explain_Cancelled_Stops()
    {
        var rows = Samples.Draw(50, seed: 3);
        using var scorer = new LogisticScorer(LogisticRegression.Fit(rows, new LogisticOptions(), threads: 1, CancellationToken.None));

        var explain = () => Reasons.Explain(scorer, rows.Features, top: 2, rowsPerSlice: 10, new CancellationToken(canceled: true)).Count();

        explain.Should().Throw<OperationCanceledException>();
    }
}
