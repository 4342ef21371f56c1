using System.Globalization;
using DuckDB.NET.Native;

namespace DuckDB.NET.Bindings.Tests.Engine;

public sealed class ReadingTimesTests : EngineTest
{
    [Theory]
    [InlineData("1970-01-01")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("2024-02-29")]
    public void Date_IsRead(string date) =>
        Scalar($"select date '{date}'").Should().Be(DateOnly.Parse(date, CultureInfo.InvariantCulture));

    [Fact]
    public void Date_BeyondDotNets_IsReadInParts()
    {
        Read<DuckDBDateOnly>("date '0044-03-15 (BC)'").Should().Be(new DuckDBDateOnly(-43, 3, 15));
        Read<DuckDBDateOnly>("'infinity'::date").IsPositiveInfinity.Should().BeTrue();
        Read<DuckDBDateOnly>("'-infinity'::date").IsNegativeInfinity.Should().BeTrue();
    }

    [Fact]
    public void Time_ToTheMicrosecond_IsRead()
    {
        Scalar("select time '12:34:56.789012'").Should().Be(new TimeOnly(12, 34, 56, 789, 12));
        Read<DuckDBTimeOnly>("time '24:00:00'").Should().Be(new DuckDBTimeOnly(24, 0, 0));
    }

    [Fact]
    public void TimeWithZone_IsReadWithItsOffset()
    {
        var value = (DateTimeOffset)Scalar("select timetz '12:34:56+02:30'")!;
        value.TimeOfDay.Should().Be(new TimeSpan(12, 34, 56));
        value.Offset.Should().Be(new TimeSpan(2, 30, 0));
    }

    [Theory]
    [InlineData("timestamp '2024-02-29 12:34:56.789012'", "2024-02-29T12:34:56.7890120")]
    [InlineData("timestamp '1969-12-31 23:59:59.999999'", "1969-12-31T23:59:59.9999990")]
    [InlineData("timestamp '0001-01-01 00:00:00'", "0001-01-01T00:00:00.0000000")]
    [InlineData("timestamp_s '2024-02-29 12:34:56'", "2024-02-29T12:34:56.0000000")]
    [InlineData("timestamp_ms '1969-12-31 23:59:59.999'", "1969-12-31T23:59:59.9990000")]
    [InlineData("timestamp_ns '2024-02-29 12:34:56.123456789'", "2024-02-29T12:34:56.1234567")]
    public void Timestamp_OfEveryUnit_IsRead(string expression, string expected) =>
        ((DateTime)Scalar($"select {expression}")!).ToString("o", CultureInfo.InvariantCulture).Should().Be(expected);

    [Fact]
    public void TimestampWithZone_IsReadAsUtc()
    {
        Execute("set timezone = 'Europe/Prague'");
        Scalar("select timestamptz '2024-07-01 12:00:00'").Should().Be(new DateTime(2024, 7, 1, 10, 0, 0));
        Read<DateTimeOffset>("timestamptz '2024-07-01 12:00:00+05'").UtcDateTime.Should().Be(new DateTime(2024, 7, 1, 7, 0, 0));
    }

    [Fact]
    public void Timestamp_Infinite_IsReadInParts() =>
        Read<DuckDBTimestamp>("'-infinity'::timestamp").IsNegativeInfinity.Should().BeTrue();

    [Fact]
    public void Interval_OfDaysAndTime_IsATimeSpan()
    {
        Scalar("select interval '3 days 4 hours 5 microseconds'").Should().Be(new TimeSpan(3, 4, 0, 0) + TimeSpan.FromMicroseconds(5));
        Scalar("select interval '-1 microsecond'").Should().Be(TimeSpan.FromMicroseconds(-1));
    }

    [Fact]
    public void Interval_OfMonths_IsReadInPartsOnly()
    {
        Read<DuckDBInterval>("interval '14 months -3 days'").Should().Be(new DuckDBInterval(14, -3, 0));
        var read = () => Scalar("select interval '1 month'");
        read.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*DuckDBInterval*", because: "a month has no fixed length");
    }
}
