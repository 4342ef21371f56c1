using System.Text;

namespace Kmen.XGBoost.Tests;

public class BoosterTests
{
    [Fact]
    public void Version_OfTheLibraryInUse_IsTheTestedSeries() => XGBoostLibrary.Version.ToString(2).Should().Be("1.7");

    [Fact]
    public void SaveJson_LoadedAgain_PredictsAndSavesTheSame()
    {
        var (values, labels) = Samples.Draw(500, seed: 1);
        using var rows = DMatrix.FromDense(values, Samples.Columns, threads: 1);
        using var booster = Samples.Train(values, labels, 1, Samples.Golden, rounds: 20);

        var saved = booster.SaveJson();
        using var loaded = Booster.LoadJson(saved, threads: 2);

        loaded.Predict(rows, PredictionKind.Margin).Should().Equal(booster.Predict(rows, PredictionKind.Margin));
        loaded.SaveJson().Should().Equal(saved);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a model, long enough to be taken for a binary one: 0123456789 0123456789 0123456789")]
    [InlineData("{\"learner\": {}}")]
    [InlineData("{\"learner\": ")]
    public void LoadJson_NotAModel_SaysSo(string text)
    {
        var load = () => Booster.LoadJson(Encoding.UTF8.GetBytes(text), threads: 1);

        load.Should().Throw<XGBoostException>().Which.Function.Should().Be("XGBoosterLoadModelFromBuffer");
    }

    [Theory]
    [InlineData("max_depth", "deep", "*max_depth*deep*")]
    [InlineData("objective", "binary:magic", "*binary:magic*")]
    [InlineData("eta", "-1", "*-1*learning_rate*")]
    public void Training_WithBadParameter_NamesItWithoutStackTrace(string name, string value, string message)
    {
        var (values, labels) = Samples.Draw(50, seed: 2);
        var parameters = new Dictionary<string, string>(Samples.Golden) { [name] = value };

        var train = () => Samples.Train(values, labels, 1, parameters, rounds: 1).Dispose();

        var thrown = train.Should().Throw<XGBoostException>().WithMessage(message).Which;
        thrown.Message.Should().NotContain("Stack trace").And.NotContain("[bt]");
    }

    [Fact]
    public void Predict_InSlices_EqualsOneMatrix()
    {
        var (values, labels) = Samples.Draw(1003, seed: 3);
        using var rows = DMatrix.FromDense(values, Samples.Columns, threads: 1);
        using var booster = Samples.Train(values, labels, 1, Samples.Golden, rounds: 20);
        var (probabilities, margins) = (new float[1003], new float[1003]);

        booster.Predict(values, PredictionKind.Value, probabilities, rowsPerSlice: 100, CancellationToken.None);
        booster.Predict(values, PredictionKind.Margin, margins, rowsPerSlice: 5000, CancellationToken.None);
        var slices = booster.PredictContributions(values, rowsPerSlice: 100, threads: 2).ToList();

        probabilities.Should().Equal(booster.Predict(rows, PredictionKind.Value));
        margins.Should().Equal(booster.Predict(rows, PredictionKind.Margin));
        slices.Select(static slice => slice.FirstRow).Should().Equal(Enumerable.Range(0, 11).Select(static i => i * 100));
        slices.SelectMany(static slice => slice.Values.ToArray()).Should().Equal(booster.PredictContributions(rows).Values.ToArray());
    }

    [Fact]
    public void Predict_Cancelled_Stops()
    {
        var (values, labels) = Samples.Draw(50, seed: 4);
        using var booster = Samples.Train(values, labels, 1, Samples.Golden, rounds: 1);

        var predict = () => booster.Predict(values, PredictionKind.Value, new float[50], rowsPerSlice: 10, new CancellationToken(canceled: true));

        predict.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Predict_RowsOfAnotherWidth_IsRefused()
    {
        var (values, labels) = Samples.Draw(50, seed: 5);
        using var booster = Samples.Train(values, labels, 1, Samples.Golden, rounds: 1);
        using var wider = DMatrix.FromDense(new float[10], columns: 5, threads: 1);

        booster.Invoking(it => it.Predict(wider, PredictionKind.Value)).Should().Throw<XGBoostException>();
        booster.Invoking(it => it.Predict(new float[10], PredictionKind.Value, new float[2], 10, CancellationToken.None))
            .Should().Throw<ArgumentException>().WithMessage("10 values do not make*rows of 4 columns*");
    }

    [Fact]
    public void Predict_ResultOfAnEarlierCall_StaysAsItWas()
    {
        var (values, labels) = Samples.Draw(200, seed: 6);
        using var rows = DMatrix.FromDense(values, Samples.Columns, threads: 1);
        using var booster = Samples.Train(values, labels, 1, Samples.Golden, rounds: 5);
        var first = booster.Predict(rows, PredictionKind.Value);
        var before = first.ToArray();

        booster.Predict(rows, PredictionKind.Margin);

        first.Should().Equal(before);
    }

    [Fact]
    public void Evaluate_AfterARound_GivesEachMetricOfEachMatrix()
    {
        var (values, labels) = Samples.Draw(500, seed: 7);
        using var rows = DMatrix.FromDense(values, Samples.Columns, threads: 1);
        rows.SetLabels(labels);
        using var booster = Booster.Create(Samples.Golden, 1, rows);
        booster.SetParameter("eval_metric", "auc");
        booster.SetParameter("eval_metric", "logloss");
        booster.UpdateOneIteration(0, rows);

        var evaluations = booster.Evaluate(0, [new("train", rows)]);

        evaluations.Select(static it => (it.Matrix, it.Metric)).Should().Equal(("train", "auc"), ("train", "logloss"));
        evaluations[0].Value.Should().BeApproximately(Samples.Auc(booster.Predict(rows, PredictionKind.Value), labels), 1e-5);
    }

    [Fact]
    public void FeatureScore_OfNamedFeatures_NamesTheUsedOnes()
    {
        var (values, labels) = Samples.Draw(2000, seed: 8);
        using var rows = DMatrix.FromDense(values, Samples.Columns, threads: 1);
        rows.SetLabels(labels);
        rows.SetFeatureNames(["days since order", "příjem", "noise", "more noise"]);
        using var booster = Samples.Train(rows, 1, Samples.Golden, rounds: 20);

        var gain = booster.FeatureScore("total_gain");

        gain.OrderByDescending(static it => it.Value).Select(static it => it.Key).Take(2)
            .Should().BeEquivalentTo("days since order", "příjem");
        using var loaded = Booster.LoadJson(booster.SaveJson(), threads: 1);
        loaded.FeatureNames.Should().Equal("days since order", "příjem", "noise", "more noise");
        booster.Invoking(static it => it.FeatureScore("beauty")).Should().Throw<XGBoostException>().WithMessage("*beauty*");
    }

    [Fact]
    public void BoostOneIteration_WithGradientsOfTheObjective_EqualsTheObjective()
    {
        var (values, labels) = Samples.Draw(500, seed: 9);
        using var rows = DMatrix.FromDense(values, Samples.Columns, threads: 1);
        rows.SetLabels(labels);
        using var expected = Samples.Train(rows, 1, Samples.Golden, rounds: 10);
        using var booster = Booster.Create(Samples.Golden, 1, rows);

        for (var round = 0; round < 10; round++)
        {
            var probabilities = booster.Predict(rows, PredictionKind.Value);
            booster.BoostOneIteration(
                rows,
                [.. probabilities.Zip(labels, static (p, y) => p - y)],
                [.. probabilities.Select(static p => Math.Max(p * (1 - p), 1e-16f))]);
        }

        booster.Predict(rows, PredictionKind.Value).Should().Equal(expected.Predict(rows, PredictionKind.Value));
        booster.Invoking(it => it.BoostOneIteration(rows, [1f], [1f])).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void TakeRounds_OfALongerModel_EqualsTheShorterOne()
    {
        var (values, labels) = Samples.Draw(500, seed: 10);
        using var rows = DMatrix.FromDense(values, Samples.Columns, threads: 1);
        rows.SetLabels(labels);
        rows.SetFeatureNames(["a", "b", "c", "d"]);
        using var longer = Samples.Train(rows, 1, Samples.Golden, rounds: 10);
        using var shorter = Samples.Train(rows, 1, Samples.Golden, rounds: 4);

        using var taken = longer.TakeRounds(4);

        taken.Rounds.Should().Be(4);
        taken.FeatureNames.Should().Equal("a", "b", "c", "d");
        taken.Predict(rows, PredictionKind.Margin).Should().Equal(shorter.Predict(rows, PredictionKind.Margin));
        longer.Invoking(static it => it.TakeRounds(11)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Loading_TheLibrary_LetsItsThreadsSleepWhileTheyWait()
    {
        _ = XGBoostLibrary.Version;

        OpenMpWaiting.Current.Should().Be("passive", "spinning threads made training many times slower on busy cores");
    }
}
