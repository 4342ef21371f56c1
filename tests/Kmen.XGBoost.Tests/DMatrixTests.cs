using System.Runtime.InteropServices;

namespace Kmen.XGBoost.Tests;

public class DMatrixTests
{
    [Fact]
    public void FromDense_ValuesThatEndWithinARow_AreRefused()
    {
        var create = static () => DMatrix.FromDense(new float[7], columns: 3, threads: 1);

        create.Should().Throw<ArgumentException>().WithMessage("7 values do not make one or more whole rows of 3 columns*");
    }

    [Fact]
    public void FromDense_InfiniteValue_IsRefused()
    {
        var create = static () => DMatrix.FromDense([1, float.PositiveInfinity], columns: 1, threads: 1);

        create.Should().Throw<XGBoostException>().WithMessage("*inf*");
    }

    [Fact]
    public void FromDense_ChangedAfterwards_KeepsItsCopy()
    {
        var (values, labels) = Samples.Draw(200, seed: 1);
        using var booster = Samples.Train(values, labels, 1, Samples.Golden, rounds: 5);
        using var rows = DMatrix.FromDense(values, Samples.Columns, threads: 1);
        var before = booster.Predict(rows, PredictionKind.Value);

        Array.Clear(values);

        booster.Predict(rows, PredictionKind.Value).Should().Equal(before);
    }

    [Fact]
    public void FromDense_NaN_IsMissingAndNotAValue()
    {
        // Only whether the value is there tells the labels apart.
        float[] values = [.. Enumerable.Range(0, 200).Select(static i => i % 2 == 0 ? float.NaN : 0f)];
        float[] labels = [.. Enumerable.Range(0, 200).Select(static i => i % 2 == 0 ? 1f : 0f)];
        using var booster = Samples.Train(values, labels, 1, Samples.Golden, rounds: 50);
        using var rows = DMatrix.FromDense(values, columns: 1, threads: 1);

        Samples.Auc(booster.Predict(rows, PredictionKind.Value), labels).Should().Be(1);
    }

    [Fact]
    public void SetWeights_OfTwo_EqualsTheRowTwice()
    {
        var random = new Random(2);
        float[] values = [.. Enumerable.Range(0, 300).Select(_ => (float)random.Next(8))];
        float[] labels = [.. values.Select(value => random.Next(8) < value ? 1f : 0f)];
        float[] weights = [.. Enumerable.Range(0, 300).Select(static i => i < 100 ? 2f : 1f)];
        using var weighted = DMatrix.FromDense(values, columns: 1, threads: 1);
        weighted.SetLabels(labels);
        weighted.SetWeights(weights);
        using var repeated = DMatrix.FromDense([.. values, .. values[..100]], columns: 1, threads: 1);
        repeated.SetLabels([.. labels, .. labels[..100]]);
        using var onWeights = Samples.Train(weighted, 1, Samples.Golden, rounds: 10);
        using var onRepeats = Samples.Train(repeated, 1, Samples.Golden, rounds: 10);
        using var unweighted = Samples.Train(values, labels, 1, Samples.Golden, rounds: 10);

        var predictions = onWeights.Predict(weighted, PredictionKind.Margin);

        predictions.Zip(onRepeats.Predict(weighted, PredictionKind.Margin), static (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-6f);
        predictions.Should().NotEqual(unweighted.Predict(weighted, PredictionKind.Margin));
    }

    [Fact]
    public void SetBaseMargins_OfAnUntrainedModel_AreItsMargins()
    {
        using var rows = DMatrix.FromDense([1, 2, 3], columns: 1, threads: 1);
        rows.SetLabels([0, 1, 0]);
        rows.SetBaseMargins([-1, 0.5f, 2]);
        using var booster = Booster.Create(Samples.Golden, 1, rows);

        booster.Predict(rows, PredictionKind.Margin).Should().Equal(-1, 0.5f, 2);
    }

    [Fact]
    public void Setters_WithAnotherNumberOfValues_AreRefused()
    {
        using var rows = DMatrix.FromDense([1, 2, 3, 4], columns: 2, threads: 1);

        rows.Invoking(static it => it.SetLabels([1])).Should().Throw<ArgumentException>().WithMessage("1 values were given as label for 2 rows*");
        rows.Invoking(static it => it.SetFeatureNames(["a"])).Should().Throw<ArgumentException>().WithMessage("1 names were given for 2 columns*");
    }

    [Fact]
    public void Dispose_ThenUse_ThrowsInsteadOfReadingFreedMemory()
    {
        var rows = DMatrix.FromDense([1, 2], columns: 1, threads: 1);
        rows.Dispose();
        rows.Dispose();

        rows.Invoking(static it => it.SetLabels([0, 1])).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void SetFeatureNames_OfMoreThan64Features_OverUsedMemory_DoesNotOverflow()
    {
        // The allocator gives back memory of that size just freed, here with every pointer in it negative.
        var used = Marshal.AllocCoTaskMem(70 * sizeof(long));
        Marshal.Copy(Enumerable.Repeat(-1L, 70).ToArray(), 0, used, 70);
        Marshal.FreeCoTaskMem(used);
        using var rows = DMatrix.FromDense(new float[70], columns: 70, threads: 1);

        rows.Invoking(static it => it.SetFeatureNames([.. Enumerable.Range(0, 70).Select(static i => $"feature {i}")])).Should().NotThrow();
    }
}
