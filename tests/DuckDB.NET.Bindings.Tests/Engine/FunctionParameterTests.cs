using System.Numerics;
using DuckDB.NET.Native;

namespace DuckDB.NET.Bindings.Tests.Engine;

/// <summary>The parameters of a table function are read one by one through <see cref="IDuckDBValueReader"/>.</summary>
public sealed class FunctionParameterTests : EngineTest
{
    [Fact]
    public void Parameter_OfAWholeNumber_IsRead()
    {
        Echo<sbyte>("(-128)::tinyint").Should().Be(sbyte.MinValue);
        Echo<byte>("255::utinyint").Should().Be(byte.MaxValue);
        Echo<short>("(-32768)::smallint").Should().Be(short.MinValue);
        Echo<ushort>("65535::usmallint").Should().Be(ushort.MaxValue);
        Echo<int>("-7").Should().Be(-7);
        Echo<uint>("4294967295::uinteger").Should().Be(uint.MaxValue);
        Echo<long>("9223372036854775807").Should().Be(long.MaxValue);
        Echo<ulong>("18446744073709551615::ubigint").Should().Be(ulong.MaxValue);
        Echo<BigInteger>("170141183460469231731687303715884105727").Should().Be(DuckDBHugeInt.HugeIntMaxValue);
    }

    [Fact]
    public void Parameter_OfAFraction_IsRead()
    {
        Echo<float>("1.5").Should().Be(1.5f);
        Echo<double>("0.1").Should().Be(0.1);
        Echo<decimal>("-1234.5678").Should().Be(-1234.5678m);
    }

    [Fact]
    public void Parameter_OfATruthValue_IsRead() => Echo<bool>("true").Should().BeTrue();

    [Fact]
    public void Parameter_OfAText_IsRead() => Echo<string>("'příliš žluťoučký kůň'").Should().Be("příliš žluťoučký kůň");

    [Fact]
    public void Parameter_OfAUuid_IsRead() =>
        Echo<Guid>("uuid '6ba7b810-9dad-11d1-80b4-00c04fd430c8'").Should().Be(Guid.Parse("6ba7b810-9dad-11d1-80b4-00c04fd430c8"));

    [Fact]
    public void Parameter_OfATime_IsRead()
    {
        Echo<DateOnly>("date '2024-02-29'").Should().Be(new DateOnly(2024, 2, 29));
        Echo<TimeOnly>("time '12:34:56.789012'").Should().Be(new TimeOnly(12, 34, 56, 789, 12));
        Echo<DateTime>("timestamp '2024-02-29 12:34:56'").Should().Be(new DateTime(2024, 2, 29, 12, 34, 56));
        Echo<TimeSpan>("interval '3 days 4 hours'").Should().Be(new TimeSpan(3, 4, 0, 0));
    }
}
