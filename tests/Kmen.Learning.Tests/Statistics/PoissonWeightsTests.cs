using Kmen.Learning.Statistics;

namespace Kmen.Learning.Tests.Statistics;

public class PoissonWeightsTests
{
    [Fact]
    public void Draw_ManyWeights_FollowsPoissonWithMeanOne()
    {
        var weights = new byte[400_000];

        PoissonWeights.Draw(new CounterRandom(seed: 1, stream: 2), weights);

        var expected = weights.Length * Math.Exp(-1);
        var chiSquared = 0.0;
        for (var k = 0; k <= 6; expected /= ++k)
        {
            chiSquared += Math.Pow(weights.Count(weight => weight == k) - expected, 2) / expected;
        }

        chiSquared.Should().BeLessThan(22.46, "chi squared with 6 degrees of freedom is above that once in a thousand draws");
    }

    [Fact]
    public void Draw_OtherSeedOrStream_IsUnrelated()
    {
        byte[] First(ulong seed, ulong stream)
        {
            var weights = new byte[10_000];
            PoissonWeights.Draw(new CounterRandom(seed, stream), weights);
            return weights;
        }

        var one = First(seed: 0, stream: 0);
        foreach (var other in new[] { First(seed: 1, stream: 0), First(seed: 0, stream: 1), First(seed: 5, stream: 9) })
        {
            // The correlation of 10,000 unrelated pairs has a standard deviation of 0.01.
            one.Zip(other, static (a, b) => (a - 1) * (b - 1)).Average().Should().BeApproximately(0, 0.04);
        }
    }
}
