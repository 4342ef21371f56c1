using DuckDB.NET.Native;

namespace DuckDB.NET.Bindings.Tests.Values;

public sealed class DateAndTimeTests
{
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    [Fact]
    public void Date_OfEveryDayDotNetKnows_AgreesWithIt()
    {
        for (var day = DateOnly.MinValue; day < DateOnly.MaxValue; day = day.AddDays(1))
        {
            var days = day.DayNumber - Epoch.DayNumber;
            var date = DuckDBDateOnly.FromDuckDBDate(new() { Days = days });
            if ((date.Year, date.Month, date.Day) != (day.Year, day.Month, day.Day) || date.ToDuckDBDate().Days != days)
            {
                date.Should().Be((DuckDBDateOnly)day);
            }
        }
    }

    [Theory]
    [InlineData(int.MaxValue - 1, 5881580, 7, 10)]
    [InlineData(-int.MaxValue + 1, -5877641, 6, 25)]
    [InlineData(-719529, -1, 12, 31)]
    public void Date_AtTheEnginesBounds_IsTakenApartAndPutTogether(int days, int year, byte month, byte day)
    {
        var date = DuckDBDateOnly.FromDuckDBDate(new() { Days = days });
        date.Should().Be(new DuckDBDateOnly(year, month, day));
        date.ToDuckDBDate().Days.Should().Be(days);
    }

    [Theory]
    [InlineData(int.MaxValue, "infinity")]
    [InlineData(-int.MaxValue, "-infinity")]
    public void Date_Infinite_StaysSo(int days, string text)
    {
        var date = DuckDBDateOnly.FromDuckDBDate(new() { Days = days });
        date.IsInfinity.Should().BeTrue();
        date.ToString().Should().Be(text);
        date.ToDuckDBDate().Days.Should().Be(days);
    }

    [Theory]
    [InlineData(0L, "1970-01-01 00:00:00")]
    [InlineData(-1L, "1969-12-31 23:59:59.999999")]
    [InlineData(1709210096789012L, "2024-02-29 12:34:56.789012")]
    [InlineData(-62135596800000000L, "0001-01-01 00:00:00")]
    [InlineData(long.MaxValue, "infinity")]
    [InlineData(-long.MaxValue, "-infinity")]
    public void Timestamp_InMicroseconds_IsTakenApartAndPutTogether(long micros, string text)
    {
        var timestamp = DuckDBTimestamp.FromDuckDBTimestampStruct(new() { Micros = micros });
        timestamp.ToString().Should().Be(text);
        timestamp.ToDuckDBTimestampStruct().Micros.Should().Be(micros);
    }

    [Fact]
    public void Time_OfDotNet_IsKeptToTheMicrosecond()
    {
        var time = new TimeOnly(23, 59, 58, 1, 2);
        ((TimeOnly)(DuckDBTimeOnly)time).Should().Be(time);
        ((DuckDBTimeOnly)time).ToString().Should().Be("23:59:58.001002");
    }

    [Fact]
    public void TimeHelpers_OfTheEngine_AgreeWithTheStructs()
    {
        var time = NativeMethods.DateTimeHelpers.DuckDBFromTime(new() { Micros = 45_296_789_012 });
        time.Should().Be(new DuckDBTimeOnly(12, 34, 56, 789_012));
        NativeMethods.DateTimeHelpers.DuckDBToTime(time).Micros.Should().Be(45_296_789_012);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12_345_678_900)]
    [InlineData(-864_000_000_010)]
    public void Interval_OfATimeSpan_GivesItBack(long ticks) =>
        ((TimeSpan)(DuckDBInterval)TimeSpan.FromTicks(ticks)).Should().Be(TimeSpan.FromTicks(ticks));
}
