using Kmen.World.Chance;

namespace Kmen.World.Tests.Chance;

public sealed class ChanceTests
{
    [Fact]
    public void Draws_OfOneKey_AreEvenAndRepeatable()
    {
        int[] counts = new int[10];
        var draws = Draws.For(1, Topic.Person, 2);
        var again = Draws.For(1, Topic.Person, 2);
        for (int i = 0; i < 100_000; i++)
        {
            int value = draws.Below(10);
            again.Below(10).Should().Be(value);
            counts[value]++;
        }

        counts.Should().OnlyContain(count => count > 9_500 && count < 10_500);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(65_536)]
    public void Shuffle_OfASize_IsAPermutationBlockByBlock(int size)
    {
        var shuffle = new Shuffle(size, 5);
        long[] values = [.. Enumerable.Range(0, size * 2).Select(i => shuffle.Of(i))];
        values.Take(size).Order().Should().Equal(Enumerable.Range(0, size).Select(i => (long)i));
        values.Skip(size).Order().Should().Equal(Enumerable.Range(size, size).Select(i => (long)i));
    }

    [Theory]
    [InlineData(0.0001)]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(2.5)]
    [InlineData(77)]
    public void Quantiles_LogAndExp_AgreeWithTheLibrary(double x)
    {
        Quantiles.Log(x).Should().BeApproximately(Math.Log(x), 1e-12);
        Quantiles.Exp(Math.Log(x)).Should().BeApproximately(x, x * 1e-11);
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963985)]
    [InlineData(0.001, -3.090232306)]
    public void Quantiles_Normal_AgreesWithTheTables(double u, double expected) => Quantiles.Normal(u).Should().BeApproximately(expected, 1e-7);

    [Fact]
    public void Lottery_ByWeight_DrawsInProportion()
    {
        var lottery = new Lottery([1, 2, 7], 1024);
        var draws = new Draws(9);
        int[] counts = new int[3];
        for (int i = 0; i < 100_000; i++)
        {
            counts[lottery.Draw(ref draws)]++;
        }

        counts[0].Should().BeInRange(9_300, 10_700);
        counts[2].Should().BeInRange(69_000, 71_000);
    }
}
