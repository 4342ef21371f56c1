using DuckDB.NET.Bindings.Tests.Engine;

namespace DuckDB.NET.Bindings.Tests.Values;

/// <summary>What a parameter of a C# function can be read as beyond what the original bindings offer.</summary>
public sealed class ValueReaderTests : EngineTest
{
    [Fact]
    public void Value_OfBytes_IsRead() => Echo<byte[]>("'\\x00\\xFF'::blob").Should().Equal(0, 255);

    [Fact]
    public void Value_OfATimestampWithZone_IsReadAsAnInstant() =>
        Echo<DateTimeOffset>("timestamptz '2024-02-29 12:34:56+02'").Should().Be(new DateTimeOffset(2024, 2, 29, 10, 34, 56, TimeSpan.Zero));
}
