using System.Text;
using Kmen.World.Exports;

namespace Kmen.World.Tests.Exports;

public sealed class ByteWriterTests
{
    [Theory]
    [InlineData(0, "1970-01-01 00:00:00")]
    [InlineData(1_738_327_296, "2025-01-31 12:41:36")]
    [InlineData(-1, "1969-12-31 23:59:59")]
    public void Moment_OfTheEpochsSeconds_IsUtc(long seconds, string expected) => Text(writer => writer.Moment(seconds)).Should().Be(expected);

    [Theory]
    [InlineData(5, "0.05")]
    [InlineData(123_450, "1234.50")]
    [InlineData(-199, "-1.99")]
    public void Money_OfHellers_HasTwoDecimals(long hellers, string expected) => Text(writer => writer.Money(hellers)).Should().Be(expected);

    static string Text(Action<ByteWriter> write)
    {
        var writer = new ByteWriter();
        write(writer);
        return Encoding.UTF8.GetString(writer.Written);
    }
}
