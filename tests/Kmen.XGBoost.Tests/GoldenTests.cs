namespace Kmen.XGBoost.Tests;

public class GoldenTests
{
    [DataTheory]
    [InlineData("telco", 0.83902, 1)]
    [InlineData("telco", 0.83902, 2)]
    [InlineData("osi", 0.94159, 1)]
    [InlineData("osi", 0.94159, 2)]
    public void Training_OnKnownData_EqualsIndependentProgram(string name, double auc, int threads)
    {
        var golden = GoldenData.Read(name);
        using var booster = Samples.Train(golden.TrainingRows, golden.TrainingLabels, threads, Samples.Golden, rounds: 200);
        using var test = DMatrix.FromDense(golden.TestRows, golden.FeatureNames.Length, threads);

        var probabilities = booster.Predict(test, PredictionKind.Value);

        probabilities.Should().HaveSameCount(golden.Probabilities);
        probabilities.Zip(golden.Probabilities, static (mine, theirs) => Math.Abs(mine - theirs)).Max().Should().BeLessThan(1e-6f);
        Samples.Auc(probabilities, golden.TestLabels).Should().BeApproximately(auc, 1e-5);
    }

    [DataTheory]
    [InlineData("telco")]
    [InlineData("osi")]
    public void Contributions_OnKnownData_EqualIndependentProgramAndAddUp(string name)
    {
        var golden = GoldenData.Read(name);
        var columns = golden.FeatureNames.Length;
        using var booster = Samples.Train(golden.TrainingRows, golden.TrainingLabels, 1, Samples.Golden, rounds: 200);
        using var test = DMatrix.FromDense(golden.TestRows, columns, threads: 2);

        var margins = booster.Predict(test, PredictionKind.Margin);
        var contributions = booster.PredictContributions(test);

        contributions.RowCount.Should().Be(golden.TestLabels.Length);
        for (var row = 0; row < contributions.RowCount; row++)
        {
            var sum = contributions.Features(row).ToArray().Sum(static value => (double)value) + contributions.Bias(row);
            sum.Should().BeApproximately(margins[row], 1e-5, "SHAP values of row {0} add up to its margin", row);
        }

        for (var row = 0; row < golden.Contributions.Length; row++)
        {
            margins[row].Should().BeApproximately(golden.Margins[row], 1e-5f);
            contributions.Bias(row).Should().BeApproximately(golden.Contributions[row][columns], 1e-6f);
            for (var feature = 0; feature < columns; feature++)
            {
                contributions.Features(row)[feature].Should().BeApproximately(
                    golden.Contributions[row][feature], 2e-6f, "row {0}, {1}", row, golden.FeatureNames[feature]);
            }
        }
    }

    [DataTheory]
    [InlineData("telco")]
    [InlineData("osi")]
    public void LoadJson_ModelOfAnotherProgram_PredictsTheSame(string name)
    {
        var golden = GoldenData.Read(name);
        using var booster = Booster.LoadJson(golden.Model, threads: 1);
        var probabilities = new float[golden.TestLabels.Length];

        booster.Predict(golden.TestRows, PredictionKind.Value, probabilities, rowsPerSlice: 100, CancellationToken.None);

        booster.Rounds.Should().Be(200);
        booster.FeatureCount.Should().Be(golden.FeatureNames.Length);
        probabilities.Zip(golden.Probabilities, static (mine, theirs) => Math.Abs(mine - theirs)).Max().Should().BeLessThan(1e-6f);
    }
}
