using System.Text;
using Kmen.World.Exports;

namespace Kmen.World.Tests.Exports;

public sealed class ChecksumTests
{
    [Fact]
    public void Of_TheCheckText_IsTheCheckValue() => Checksum.Of("123456789"u8).Should().Be(0xCBF43926);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(4000)]
    public void Join_OfTwoParts_IsTheChecksumOfTheWhole(int cut)
    {
        byte[] text = Encoding.ASCII.GetBytes(string.Join(',', Enumerable.Range(0, 1500)));
        Checksum.Join(Checksum.Of(text.AsSpan(0, cut)), Checksum.Of(text.AsSpan(cut)), text.Length - cut).Should().Be(Checksum.Of(text));
    }
}
