using System.Text.Json;
using Kmen.Learning.Fitting;
using Kmen.Learning.Statistics;

namespace Kmen.Learning.Tests.Fitting;

public class LogisticRegressionTests
{
    private static readonly LogisticOptions NoRidge = new() { Ridge = 0 };

    /// <summary>AUC of scikit-learn's LogisticRegression (C = 1) on standardised features, with 0 for the few missing values.</summary>
    [DataTheory]
    [InlineData("telco", 0.83745)]
    [InlineData("osi", 0.90296)]
    public void Fit_OnKnownData_RanksAsScikitLearnDoes(string name, double auc)
    {
        var golden = GoldenData.Read(name);
        var training = new LabelledRows(
            new FeatureMatrix(golden.FeatureNames, WithoutMissing(golden.TrainingRows)), Array.ConvertAll(golden.TrainingLabels, static label => label == 1));

        var model = Fit(training, new LogisticOptions());

        model.Fit.Converged.Should().BeTrue();
        using var scorer = new LogisticScorer(model);
        var margins = scorer.Margins(new FeatureMatrix(golden.FeatureNames, WithoutMissing(golden.TestRows)), CancellationToken.None);
        Discrimination.Auc(margins, Array.ConvertAll(golden.TestLabels, static label => label == 1)).Should().BeApproximately(auc, 1e-5);
    }

    [Fact]
    public void Fit_OneYesOrNoFeature_GivesTheObservedShares()
    {
        // 3 of 10 rows without and 8 of 10 rows with the feature are positive: the closed form is the log of the odds.
        float[] values = [.. Enumerable.Range(0, 20).Select(static i => i < 10 ? 0f : 1f)];
        bool[] labels = [.. Enumerable.Range(0, 20).Select(static i => i < 10 ? i < 3 : i < 18)];

        var model = Fit(new LabelledRows(new FeatureMatrix(["has"], values), labels), NoRidge);

        using var scorer = new LogisticScorer(model);
        var margins = scorer.Margins(new FeatureMatrix(["has"], [0, 1]), CancellationToken.None);
        margins[0].Should().BeApproximately(Math.Log(3.0 / 7), 1e-9);
        margins[1].Should().BeApproximately(Math.Log(8.0 / 2), 1e-9);
        (model.Means[0], model.Deviations[0]).Should().Be((0.5, 0.5));
    }

    [Theory]
    [InlineData(InputScale.Linear, 1)]
    [InlineData(InputScale.SignedLog, 25)]
    public void Fit_OnRandomRows_LeavesNoSlope(InputScale scale, double ridge)
    {
        var rows = Samples.Draw(800, seed: 1);
        float[] weights = [.. Enumerable.Range(0, 800).Select(static i => 0.25f * (i % 7))];
        var weighted = new LabelledRows(rows.Features, rows.Labels.ToArray(), weights);

        var model = Fit(weighted, new LogisticOptions { Ridge = ridge, Scale = scale });

        // The penalised log loss, written out plainly, at the fit and a little beside it in every direction.
        var inputs = Standardise(weighted, weights, scale);
        double[] point = [.. model.Coefficients, model.Intercept];
        for (var i = 0; i < point.Length; i++)
        {
            var (above, below) = (point.ToArray(), point.ToArray());
            above[i] += 1e-4;
            below[i] -= 1e-4;
            var slope = (Objective(inputs, weighted, weights, ridge, above) - Objective(inputs, weighted, weights, ridge, below)) / 2e-4;
            slope.Should().BeApproximately(0, 1e-5, "coefficient {0}", i);
        }

        model.Fit.LogLoss.Should().BeApproximately(Objective(inputs, weighted, weights, 0, point) / weights.Sum(static w => (double)w), 1e-9);
    }

    [Fact]
    public void Fit_WeightOfThree_EqualsTheRowThreeTimes()
    {
        var rows = Samples.Draw(300, seed: 2);
        float[] weights = [.. Enumerable.Range(0, 300).Select(static i => i < 60 ? 3f : 1f)];
        int[] repeated = [.. Enumerable.Range(0, 300).SelectMany(i => Enumerable.Repeat(i, (int)weights[i]))];
        var features = new FeatureMatrix(Samples.Names, [.. repeated.SelectMany(i => rows.Features.Row(i).ToArray())]);

        var onWeights = Fit(new LabelledRows(rows.Features, rows.Labels.ToArray(), weights), new LogisticOptions());
        var onRepeats = Fit(new LabelledRows(features, [.. repeated.Select(i => rows.Labels.Span[i])]), new LogisticOptions());

        onWeights.Coefficients.Should().Equal(onRepeats.Coefficients, static (a, b) => Math.Abs(a - b) < 1e-8);
        onWeights.Intercept.Should().BeApproximately(onRepeats.Intercept, 1e-8);
    }

    [Fact]
    public void Fit_OnSeveralThreads_IsTheSameToTheLastBit()
    {
        var rows = Samples.Draw(20_000, seed: 3);

        var one = LogisticRegression.Fit(rows, new LogisticOptions(), threads: 1, CancellationToken.None);
        var four = LogisticRegression.Fit(rows, new LogisticOptions(), threads: 4, CancellationToken.None);

        four.Should().BeEquivalentTo(one, static options => options.WithStrictOrdering());
    }

    [Fact]
    public void Fit_FeatureThatParts_StaysFiniteAndConverges()
    {
        var model = Fit(new LabelledRows(new FeatureMatrix(["x"], [1, 2, 3, 10, 11, 12]), [false, false, false, true, true, true]), new LogisticOptions());

        model.Fit.Converged.Should().BeTrue();
        model.Coefficients[0].Should().BeInRange(0.5, 10);
    }

    [Fact]
    public void Fit_CopiesAndConstants_LeaveThePredictionsAsTheyAre()
    {
        var rows = Samples.Draw(500, seed: 4);
        float[] values = [.. Enumerable.Range(0, 500).SelectMany(i => new[] { rows.Features.Row(i)[1], rows.Features.Row(i)[1], 0.1f })];
        var doubled = new LabelledRows(new FeatureMatrix(["days", "copy", "constant"], values), rows.Labels.ToArray());
        var single = new LabelledRows(
            new FeatureMatrix(["days"], [.. Enumerable.Range(0, 500).Select(i => rows.Features.Row(i)[1])]), rows.Labels.ToArray());

        var model = Fit(doubled, NoRidge);

        model.Fit.Converged.Should().BeTrue();
        (model.Deviations[2], model.Coefficients[2]).Should().Be((0, 0));
        using var scorer = new LogisticScorer(model);
        using var expected = new LogisticScorer(Fit(single, NoRidge));
        scorer.Margins(doubled.Features, CancellationToken.None).Should().Equal(
            expected.Margins(single.Features, CancellationToken.None), static (a, b) => Math.Abs(a - b) < 1e-7);
    }

    [Fact]
    public void Fit_StoppedEarly_SaysThatItHasNotConverged()
    {
        var model = Fit(Samples.Draw(300, seed: 5), new LogisticOptions { MaximumIterations = 1 });

        model.Fit.Should().Match<Convergence>(static fit => !fit.Converged && fit.Iterations == 1 && fit.LargestGradient > 1e-9);
    }

    [Fact]
    public void Fit_MissingValues_CountAsTheMean()
    {
        var model = Fit(Samples.Draw(400, seed: 6), new LogisticOptions());
        using var scorer = new LogisticScorer(model);
        float[] means = [.. model.Means.Select(static mean => (float)mean)];

        var margins = scorer.Margins(
            new FeatureMatrix(Samples.Names, [float.NaN, float.NaN, float.NaN, float.NaN, .. means]), CancellationToken.None);

        margins[0].Should().Be(model.Intercept);
        margins[1].Should().BeApproximately(model.Intercept, 1e-6);
    }

    [Fact]
    public void Model_ThroughJson_ScoresTheSame()
    {
        var rows = Samples.Draw(400, seed: 7);
        var model = Fit(rows, new LogisticOptions { Scale = InputScale.SignedLog });

        var json = JsonSerializer.Serialize(model);
        using var before = new LogisticScorer(model);
        using var after = new LogisticScorer(JsonSerializer.Deserialize<LogisticModel>(json)!);

        json.Should().Contain("\"SignedLog\"");
        after.Margins(rows.Features, CancellationToken.None).Should().Equal(before.Margins(rows.Features, CancellationToken.None));
    }

    [Fact]
    public void Contributions_OfEachRow_AddUpToItsMargin()
    {
        var rows = Samples.Draw(105, seed: 8);
        using var scorer = new LogisticScorer(Fit(rows, new LogisticOptions()));

        var margins = scorer.Margins(rows.Features, CancellationToken.None);
        var slices = scorer.Contributions(rows.Features, rowsPerSlice: 50).ToList();

        slices.Select(static slice => (slice.FirstRow, slice.RowCount)).Should().Equal((0, 50), (50, 50), (100, 5));
        slices.SelectMany(static slice => Enumerable.Range(0, slice.RowCount).Select(row =>
                slice.Features(row).ToArray().Sum(static value => (double)value) + slice.Bias(row)))
            .Should().Equal(margins, static (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Fit_OneClassOrBadOption_IsRefused()
    {
        var rows = new LabelledRows(new FeatureMatrix(["x"], [1, 2]), [true, true]);

        FluentActions.Invoking(() => Fit(rows, NoRidge)).Should().Throw<ArgumentException>().WithMessage("*2 of 2 rows are positive*");
        FluentActions.Invoking(() => Fit(rows, new LogisticOptions { Ridge = -1 })).Should().Throw<ArgumentOutOfRangeException>().WithMessage("The ridge*");
    }

    private static float[] WithoutMissing(float[] values) => Array.ConvertAll(values, static value => float.IsNaN(value) ? 0 : value);

    private static LogisticModel Fit(LabelledRows rows, LogisticOptions options) =>
        LogisticRegression.Fit(rows, options, threads: 1, CancellationToken.None);

    private static double[][] Standardise(LabelledRows rows, float[] weights, InputScale scale)
    {
        var inputs = Enumerable.Range(0, rows.RowCount).Select(_ => new double[Samples.Names.Length]).ToArray();
        for (var column = 0; column < Samples.Names.Length; column++)
        {
            double At(int row) => scale == InputScale.Linear ? rows.Features.Row(row)[column] : Math.Log(1 + (double)rows.Features.Row(row)[column]);
            int[] there = [.. Enumerable.Range(0, rows.RowCount).Where(row => !double.IsNaN(At(row)))];
            var total = there.Sum(row => (double)weights[row]);
            var mean = there.Sum(row => weights[row] * At(row)) / total;
            var deviation = Math.Sqrt(there.Sum(row => weights[row] * Math.Pow(At(row) - mean, 2)) / total);
            foreach (var row in there)
            {
                inputs[row][column] = (At(row) - mean) / deviation;
            }
        }

        return inputs;
    }

    private static double Objective(double[][] inputs, LabelledRows rows, float[] weights, double ridge, double[] point)
    {
        var sum = point[..^1].Sum(coefficient => ridge / 2 * coefficient * coefficient);
        for (var row = 0; row < inputs.Length; row++)
        {
            var p = Samples.Sigmoid(point[^1] + inputs[row].Zip(point, static (input, coefficient) => input * coefficient).Sum());
            sum -= weights[row] * Math.Log(rows.Labels.Span[row] ? p : 1 - p);
        }

        return sum;
    }
}
