using Kmen.Learning.Fitting;
using Kmen.Learning.Nightly;
using Kmen.Warehouse;

namespace Kmen.Learning.Tests.Nightly;

public sealed class ScoringTests : IDisposable
{
    readonly NightlyEngine engine = new();

    public void Dispose() => engine.Dispose();

    /// <summary>Regression: the models of a workspace had to give equally many reasons.</summary>
    [Fact]
    public void Scores_OfModelsWithDifferentNumbersOfReasons_StandInOneTable()
    {
        engine.Session.Execute(
            $"create schema predictions; create table predictions.scores (person_id bigint, model varchar, model_version varchar, as_of timestamp, score double{Scoring.ReasonColumns(2)})");
        foreach (var reasons in new[] { 0, 1, 2 })
        {
            Scoring.Score(engine.Context, NightlyEngine.Definition($"m{reasons}", reasons, "code"), ["days", "orders", "share"], Baseline(), 1).Should().Be(3);
        }

        engine.Session.List(
            "select model || ' ' || count(*) || ' ' || count(reason_1) || ' ' || count(reason_2) from predictions.scores group by model order by model", row => row.GetString(0))
            .Should().Equal("m0 3 0 0", "m1 3 3 0", "m2 3 3 3");
        engine.Session.Scalar<bool>("select bool_and(score between 0 and 1) from predictions.scores").Should().BeTrue();
    }

    static TrainedModel Baseline()
    {
        var rows = new LabelledRows(new FeatureMatrix(["days", "orders"], [10, 2, 20, 1, 1, 9, 5, 5, 30, 1, 2, 3]), [true, false, true, false, true, false]);
        return new TrainedModel { Baseline = LogisticRegression.Fit(rows, new LogisticOptions { Scale = InputScale.SignedLog }, 1, CancellationToken.None), Refusal = "a test" };
    }
}
