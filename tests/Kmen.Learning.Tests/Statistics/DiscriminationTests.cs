using Kmen.Learning.Statistics;

namespace Kmen.Learning.Tests.Statistics;

public class DiscriminationTests
{
    [Fact]
    public void Auc_RandomScoresWithTies_EqualsEveryPairCompared()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var (scores, labels) = Draw(seed);

            Discrimination.Auc(scores, labels).Should().BeApproximately(PairwiseAuc(scores, labels), 1e-14, "seed {0}", seed);
        }
    }

    [Fact]
    public void AveragePrecision_RandomScoresWithTies_EqualsItsDefinition()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var (scores, labels) = Draw(seed);
            var (sum, recallBefore, positives) = (0.0, 0.0, (double)labels.Count(static label => label));
            foreach (var threshold in scores.Distinct().OrderDescending())
            {
                var taken = Enumerable.Range(0, scores.Length).Where(i => scores[i] >= threshold).ToList();
                var found = taken.Count(i => labels[i]);
                sum += ((found / positives) - recallBefore) * found / taken.Count;
                recallBefore = found / positives;
            }

            Discrimination.AveragePrecision(scores, labels).Should().BeApproximately(sum, 1e-12, "seed {0}", seed);
        }
    }

    [Fact]
    public void Measures_OfAKnownExample_AreThePublishedOnes()
    {
        // The example in scikit-learn's documentation of roc_auc_score and average_precision_score.
        double[] scores = [0.1, 0.4, 0.35, 0.8];
        bool[] labels = [false, false, true, true];

        Discrimination.Auc(scores, labels).Should().Be(0.75);
        Discrimination.AveragePrecision(scores, labels).Should().BeApproximately(0.8333333333, 1e-9);
    }

    [Fact]
    public void Measures_OfRowsInAnotherOrder_AreTheSameToTheLastBit()
    {
        var (scores, labels) = Draw(seed: 1);
        var order = Enumerable.Range(0, scores.Length).ToArray();
        new Random(2).Shuffle(order);
        double[] shuffledScores = [.. order.Select(i => scores[i])];
        bool[] shuffledLabels = [.. order.Select(i => labels[i])];

        Discrimination.Auc(shuffledScores, shuffledLabels).Should().Be(Discrimination.Auc(scores, labels));
        Discrimination.AveragePrecision(shuffledScores, shuffledLabels).Should().Be(Discrimination.AveragePrecision(scores, labels));
        Discrimination.Deciles(shuffledScores, shuffledLabels).Should().Equal(Discrimination.Deciles(scores, labels));
    }

    [Fact]
    public void Deciles_WithoutTies_CountPositivesByRank()
    {
        double[] scores = [.. Enumerable.Range(0, 25).Select(static i => (double)i)];
        bool[] labels = [.. Enumerable.Range(0, 25).Select(static i => i is 24 or 23 or 22 or 10 or 0)];

        var deciles = Discrimination.Deciles(scores, labels);

        deciles.Select(static it => it.Rows).Should().Equal(2, 3, 2, 3, 2, 3, 2, 3, 2, 3);
        deciles.Select(static it => it.Positives).Should().Equal(2, 1, 0, 0, 0, 1, 0, 0, 0, 1);
        deciles.Select(static it => Math.Round(it.Capture, 12)).Should().Equal(0.4, 0.6, 0.6, 0.6, 0.6, 0.8, 0.8, 0.8, 0.8, 1);
        deciles[0].Lift.Should().BeApproximately(1 / 0.2, 1e-12);
        deciles[1].Lift.Should().BeApproximately(1 / 3.0 / 0.2, 1e-12);
    }

    [Fact]
    public void Deciles_OfOneScoreForAll_ShareThePositivesEvenly()
    {
        var deciles = Discrimination.Deciles(new double[20], [.. Enumerable.Range(0, 20).Select(static i => i < 5)]);

        deciles.Should().OnlyContain(static it => it.Positives == 0.5 && Math.Abs(it.Lift - 1) < 1e-12);
        deciles[^1].Capture.Should().Be(1);
    }

    [Fact]
    public void Measures_WithoutAnAnswer_SayWhy()
    {
        var oneClass = static () => Discrimination.Auc([0.1, 0.2], [true, true]);
        var notANumber = static () => Discrimination.Auc([0.1, double.NaN], [true, false]);
        var lengths = static () => Discrimination.AveragePrecision([0.1], [true, false]);
        var few = static () => Discrimination.Deciles([0.1, 0.2], [true, false]);

        oneClass.Should().Throw<ArgumentException>().WithMessage("*2 of 2 are positive*");
        notANumber.Should().Throw<ArgumentException>().WithMessage("The score of row 1 is NaN*");
        lengths.Should().Throw<ArgumentException>().WithMessage("1 scores were given for 2 rows*");
        few.Should().Throw<ArgumentException>().WithMessage("Deciles need ten rows*");
    }

    internal static double PairwiseAuc(double[] scores, bool[] labels)
    {
        var (wins, pairs) = (0.0, 0);
        for (var i = 0; i < scores.Length; i++)
        {
            for (var j = 0; j < scores.Length; j++)
            {
                if (labels[i] && !labels[j])
                {
                    pairs++;
                    wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }

        return wins / pairs;
    }

    private static (double[] Scores, bool[] Labels) Draw(int seed)
    {
        // From nearly all tied to hardly any.
        var random = new Random(seed);
        var (size, values) = (random.Next(20, 120), random.Next(2, 100));
        double[] scores = [.. Enumerable.Range(0, size).Select(_ => random.Next(values) / (double)values)];
        bool[] labels = [.. scores.Select((score, i) => i < 2 ? i == 0 : random.NextDouble() < 0.2 + (0.5 * score))];
        return (scores, labels);
    }
}
