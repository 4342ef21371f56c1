using System.Text;
using Kmen.Learning.Fitting;
using Kmen.Learning.Fitting.Explaining;
using Kmen.XGBoost;

namespace Kmen.Learning.Tests.Fitting.Explaining;

public class TreeExplainerTests
{
    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 30)]
    [InlineData(3, 30)]
    [InlineData(4, 60)]
    [InlineData(6, 20)]
    public void Explain_TreesOfAnyDepth_EqualsXGBoost(int depth, int rounds)
    {
        // Four features, so that deeper paths come back to the same one, and missing values in one of them.
        var model = Train(depth, rounds);
        var rows = Samples.Draw(700, seed: 2).Features;
        using var booster = Booster.LoadJson(model.Span, threads: 1);
        using var matrix = DMatrix.FromDense(rows.Values.Span, rows.ColumnCount, threads: 1);
        var expected = booster.PredictContributions(matrix).Values.ToArray();

        var actual = TreeExplainer.TryCreate(model, rows.ColumnCount)!.Explain(rows, 0, rows.RowCount, threads: 2).Values.ToArray();

        actual.Zip(expected, static (mine, theirs) => Math.Abs(mine - theirs)).Max().Should().BeLessThan(1e-5f);
    }

    [DataTheory]
    [InlineData("telco")]
    [InlineData("osi")]
    public void Explain_OnKnownData_EqualsIndependentProgram(string name)
    {
        var golden = GoldenData.Read(name);
        var rows = new FeatureMatrix(golden.FeatureNames, golden.TestRows);

        var contributions = TreeExplainer.TryCreate(golden.Model, rows.ColumnCount)!.Explain(rows, 0, 200, threads: 1);

        for (var row = 0; row < 200; row++)
        {
            contributions.Features(row).ToArray().Append(contributions.Bias(row)).Should().Equal(
                golden.Contributions[row], static (mine, theirs) => Math.Abs(mine - theirs) < 5e-6f);
        }
    }

    [Fact]
    public void Explain_OneSplitByHand_SharesOutByCover()
    {
        // Three quarters of the cover go left to -1, one quarter right to 3: the mean is 0.
        var json = """
            {"learner": {"learner_model_param": {"base_score": "5E-1"}, "gradient_booster": {"model": {"trees": [{
              "split_indices": [1, 0, 0], "split_conditions": [2.5, -1, 3], "default_left": [1, 0, 0],
              "left_children": [1, -1, -1], "right_children": [2, -1, -1], "sum_hessian": [8, 6, 2]}]}}}}
            """;
        var explainer = TreeExplainer.TryCreate(Encoding.UTF8.GetBytes(json), featureCount: 2)!;

        var contributions = explainer.Explain(new FeatureMatrix(["a", "b"], [0, 2.4f, 0, 2.5f, 0, float.NaN]), 0, 3, threads: 1);

        contributions.Values.ToArray().Should().Equal(0, -1, 0, 0, 3, 0, 0, -1, 0);
    }

    [Fact]
    public void TryCreate_TreesTooDeepForTables_LeavesThemToXGBoost()
    {
        var model = Train(depth: 8, rounds: 3);
        var rows = Samples.Draw(50, seed: 3).Features;
        using var scorer = new BoostedScorer(model.Span, threads: 1);

        TreeExplainer.TryCreate(model, Samples.Names.Length).Should().BeNull();
        var contributions = scorer.Contributions(rows, rowsPerSlice: 50).Single();
        (contributions.Features(0).ToArray().Sum() + contributions.Bias(0)).Should().BeApproximately(
            (float)scorer.Margins(rows, CancellationToken.None)[0], 1e-5f);
    }

    private static ReadOnlyMemory<byte> Train(int depth, int rounds) => GradientBoosting.Train(
        Samples.Draw(2000, seed: 1),
        null,
        new GradientBoostingParameters { MaximumDepth = depth, MaximumRounds = rounds, MinimumChildWeight = 1, LearningRate = 0.2 },
        threads: 1,
        CancellationToken.None).Json;
}
