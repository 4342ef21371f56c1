using Kmen.World.Calendars;

namespace Kmen.World.Tests.Calendars;

public sealed class CalendarTests
{
    [Fact]
    public void Midnights_OfTenYears_AreThoseOfTheTimeZone()
    {
        TimeZoneInfo prague = TimeZoneInfo.FindSystemTimeZoneById("Europe/Prague");
        var calendar = new Calendar(new DateOnly(2020, 1, 1));
        for (int day = -1500; day < 3000; day++)
        {
            DateTime local = calendar.Date(day).ToDateTime(TimeOnly.MinValue);
            long expected = new DateTimeOffset(local, prague.GetUtcOffset(local)).ToUnixTimeSeconds();
            calendar.Midnight(day).Should().Be(expected, because: $"{local:d}");
            calendar.DayOf(expected).Should().Be(day);
            calendar.DayOf(expected - 1).Should().Be(day - 1);
        }
    }

    [Fact]
    public void Moment_BeyondADayOf23Hours_StaysWithinTheDay()
    {
        var calendar = new Calendar(new DateOnly(2025, 3, 30));
        calendar.DayOf(calendar.Moment(0, 86_399)).Should().Be(0);
        (calendar.Midnight(1) - calendar.Midnight(0)).Should().Be(23 * 3600);
    }
}
