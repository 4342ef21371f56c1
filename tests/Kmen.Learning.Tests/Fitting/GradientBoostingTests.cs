using Kmen.Learning.Fitting;
using Kmen.Learning.Statistics;

namespace Kmen.Learning.Tests.Fitting;

public class GradientBoostingTests
{
    private static readonly GradientBoostingParameters Short = new() { MaximumRounds = 40, LearningRate = 0.3, EarlyStoppingRounds = 10 };

    [DataTheory]
    [InlineData("telco")]
    [InlineData("osi")]
    public void Train_WithDefaultsOnKnownData_EqualsIndependentProgram(string name)
    {
        var golden = GoldenData.Read(name);
        var training = new LabelledRows(
            new FeatureMatrix(golden.FeatureNames, golden.TrainingRows), Array.ConvertAll(golden.TrainingLabels, static label => label == 1));

        var model = Train(training, null, new GradientBoostingParameters { MaximumRounds = 200, BaseScore = 0.5 });

        using var scorer = new BoostedScorer(model.Json.Span, threads: 1);
        var margins = scorer.Margins(new FeatureMatrix(golden.FeatureNames, golden.TestRows), CancellationToken.None);
        margins.Select(LogOdds.ToProbability).Zip(golden.Probabilities, static (mine, theirs) => Math.Abs(mine - theirs)).Max()
            .Should().BeLessThan(1e-6);
    }

    [Fact]
    public void Train_WithLaterRows_KeepsTheRoundsUpToTheirLowestLoss()
    {
        var (training, validation) = (Samples.Draw(600, seed: 1), Samples.Draw(600, seed: 2));

        var model = Train(training, validation, Short);

        model.Rounds.Should().Be(1 + model.ValidationLogLosses.ToList().IndexOf(model.ValidationLogLosses.Min()));
        model.ValidationLogLosses.Should().HaveCount(model.Rounds + 10, "ten rounds without a lower loss end the training");
        var shorter = Train(training, null, Short with { MaximumRounds = model.Rounds });
        model.Json.ToArray().Should().Equal(shorter.Json.ToArray());
        using var scorer = new BoostedScorer(model.Json.Span, threads: 1);
        var probabilities = scorer.Margins(validation.Features, CancellationToken.None).Select(LogOdds.ToProbability).ToArray();
        Accuracy.LogLoss(probabilities, validation.Labels.Span).Should().BeApproximately(model.ValidationLogLosses.Min(), 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.7)]
    public void Train_OnSeveralThreads_IsTheSameToTheLastByte(double sample)
    {
        var (training, validation) = (Samples.Draw(5000, seed: 3), Samples.Draw(1000, seed: 4));
        var parameters = Short with { RowSample = sample, ColumnSample = sample, Seed = 5 };

        var one = GradientBoosting.Train(training, validation, parameters, threads: 1, CancellationToken.None);
        var three = GradientBoosting.Train(training, validation, parameters, threads: 3, CancellationToken.None);

        three.Json.ToArray().Should().Equal(one.Json.ToArray());
        three.ValidationLogLosses.Should().Equal(one.ValidationLogLosses);
    }

    [Fact]
    public void Train_WithSampling_DependsOnTheSeed()
    {
        var training = Samples.Draw(500, seed: 6);

        var one = Train(training, null, Short with { RowSample = 0.5, Seed = 1 });
        var two = Train(training, null, Short with { RowSample = 0.5, Seed = 2 });

        two.Json.ToArray().Should().NotEqual(one.Json.ToArray());
    }

    [Fact]
    public void Train_WithWeights_StartsFromTheirBaseRateAndFollowsThem()
    {
        var rows = Samples.Draw(1000, seed: 7);
        float[] weights = [.. rows.Labels.ToArray().Select(static label => label ? 3f : 1f)];
        var positives = rows.Labels.Span.Count(true);

        var model = Train(new LabelledRows(rows.Features, rows.Labels.ToArray(), weights), null, Short);

        model.BaseScore.Should().BeApproximately(3.0 * positives / ((3 * positives) + 1000 - positives), 1e-6);
        using var scorer = new BoostedScorer(model.Json.Span, threads: 1);
        var mean = scorer.Margins(rows.Features, CancellationToken.None).Select(LogOdds.ToProbability).Average();
        mean.Should().BeGreaterThan(0.05 + (positives / 1000.0));
    }

    [Fact]
    public void Train_Importance_ListsEveryFeatureOnceStrongestFirst()
    {
        var model = Train(Samples.Draw(3000, seed: 8), null, Short with { MaximumRounds = 10 });

        model.Importance.Select(static it => it.Feature).Should().BeEquivalentTo(Samples.Names);
        model.Importance.Take(2).Select(static it => it.Feature).Should().BeEquivalentTo("orders", "days");
        model.Importance.Should().BeInDescendingOrder(static it => it.GainShare);
        model.Importance.Sum(static it => it.GainShare).Should().BeApproximately(1, 1e-9);
        model.Importance[0].Splits.Should().BePositive();
    }

    [Fact]
    public void Train_WithNothingToLearn_GivesTheBaseRateAndNoImportance()
    {
        var rows = new LabelledRows(new FeatureMatrix(["constant", "missing"], [1, float.NaN, 1, float.NaN, 1, float.NaN, 1, float.NaN]), [true, false, false, false]);

        var model = Train(rows, null, Short);

        model.Importance.Should().Equal(new FeatureImportance("constant", 0, 0), new FeatureImportance("missing", 0, 0));
        using var scorer = new BoostedScorer(model.Json.Span, threads: 1);
        scorer.Margins(rows.Features, CancellationToken.None).Should().OnlyContain(static margin => Math.Abs(LogOdds.ToProbability(margin) - 0.25) < 1e-6);
    }

    [Fact]
    public void Train_OnWhatCannotBeLearnt_SaysWhy()
    {
        var rows = Samples.Draw(100, seed: 9);
        var oneClass = new LabelledRows(rows.Features, new bool[100]);
        var others = new LabelledRows(new FeatureMatrix(["orders", "days", "noise", "clicks"], new float[8]), [true, false]);

        FluentActions.Invoking(() => Train(oneClass, null, Short)).Should().Throw<ArgumentException>().WithMessage("*0 of 100 rows are positive*");
        FluentActions.Invoking(() => Train(rows, others, Short)).Should().Throw<ArgumentException>().WithMessage("*'visits' as feature 4*'clicks'*");
        FluentActions.Invoking(() => Train(rows, null, Short with { LearningRate = 2 }))
            .Should().Throw<ArgumentException>().WithMessage("LearningRate is 2; it must be above 0 and at most 1*");
        FluentActions.Invoking(() => Train(rows, null, Short with { BaseScore = 1 }))
            .Should().Throw<ArgumentException>().WithMessage("BaseScore is 1; it must be between 0 and 1*");
    }

    [Fact]
    public void Train_Cancelled_Stops() =>
        FluentActions.Invoking(static () => GradientBoosting.Train(Samples.Draw(50, seed: 10), null, Short, threads: 1, new CancellationToken(canceled: true)))
            .Should().Throw<OperationCanceledException>();

    private static BoostedModel Train(LabelledRows training, LabelledRows? validation, GradientBoostingParameters parameters) =>
        GradientBoosting.Train(training, validation, parameters, threads: 1, CancellationToken.None);
}
