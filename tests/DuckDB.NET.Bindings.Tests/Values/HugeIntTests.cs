using System.Numerics;
using DuckDB.NET.Native;

namespace DuckDB.NET.Bindings.Tests.Values;

public sealed class HugeIntTests
{
    public static TheoryData<BigInteger> Numbers { get; } =
        [0, 1, -1, ulong.MaxValue, -(BigInteger)ulong.MaxValue - 1, DuckDBHugeInt.HugeIntMaxValue, DuckDBHugeInt.HugeIntMinValue];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void HugeInt_OfANumber_GivesItBack(BigInteger number)
    {
        var value = new DuckDBHugeInt(number);
        value.ToBigInteger().Should().Be(number);
        (((BigInteger)value.Upper << 64) + value.Lower).Should().Be(number, because: "the engine reads two halves");
    }

    [Fact]
    public void UHugeInt_OfItsBounds_GivesThemBack()
    {
        new DuckDBUHugeInt(DuckDBUHugeInt.HugeIntMaxValue).Should().Be(new DuckDBUHugeInt(ulong.MaxValue, ulong.MaxValue));
        new DuckDBUHugeInt(BigInteger.Pow(2, 64)).Should().Be(new DuckDBUHugeInt(0, 1));
    }

    [Fact]
    public void Number_OutOfRange_IsRefused()
    {
        var tooLarge = () => new DuckDBHugeInt(BigInteger.Pow(2, 127));
        var negative = () => new DuckDBUHugeInt(BigInteger.MinusOne);
        tooLarge.Should().Throw<ArgumentOutOfRangeException>();
        negative.Should().Throw<ArgumentOutOfRangeException>();
    }
}
