using DuckDB.NET.Bindings.Tests.Engine;

namespace DuckDB.NET.Bindings.Tests.Values;

/// <summary>Values that our bindings carry over and the original ones do not.</summary>
public sealed class DuckDBValueTests : EngineTest
{
    [Fact]
    public void Value_OfBytes_IsRead() => Echo<byte[]>("'\\x00\\xFF'::blob").Should().Equal(0, 255);

    [Fact]
    public void Value_OfATimestampWithZone_IsReadAsAnInstant() =>
        Echo<DateTimeOffset>("timestamptz '2024-02-29 12:34:56+02'").Should().Be(new DateTimeOffset(2024, 2, 29, 10, 34, 56, TimeSpan.Zero));

    [Fact]
    public void Value_OfATextWithTheCharacterZero_ArrivesWhole() => Scalar("select $1 || '.'", (null, "a\0b")).Should().Be("a\0b.");
}
