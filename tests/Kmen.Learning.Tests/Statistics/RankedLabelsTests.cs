using Kmen.Learning.Statistics;

namespace Kmen.Learning.Tests.Statistics;

public class RankedLabelsTests
{
    [Fact]
    public void Auc_UnderWeights_EqualsRowsRepeatedThatOften()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            double[] scores = [.. Enumerable.Range(0, 60).Select(_ => random.Next(15) / 10.0)];
            bool[] labels = [.. Enumerable.Range(0, 60).Select(i => i < 2 ? i == 0 : random.Next(3) == 0)];
            int[] clusters = [.. Enumerable.Range(0, 60).Select(static i => i % 20)];
            byte[] weights = [.. Enumerable.Range(0, 20).Select(i => i < 2 ? (byte)1 : (byte)random.Next(4))];
            int[] repeated = [.. Enumerable.Range(0, 60).SelectMany(i => Enumerable.Repeat(i, weights[clusters[i]]))];

            new RankedLabels(scores, labels, clusters).Auc(weights).Should().BeApproximately(
                DiscriminationTests.PairwiseAuc([.. repeated.Select(i => scores[i])], [.. repeated.Select(i => labels[i])]), 1e-14);
        }
    }

    [Fact]
    public void Auc_WhereOneClassHasNoWeight_IsUnknown() =>
        new RankedLabels([0.1, 0.2], [true, false], [0, 1]).Auc([1, 0]).Should().BeNull();
}
