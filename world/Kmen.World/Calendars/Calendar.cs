namespace Kmen.World.Calendars;

/// <summary>
/// Days of the world, counted from its start (0), and their midnights in Europe/Prague as seconds of the Unix epoch.
/// The rule of summer time (European Union, since 1996) is applied here, so no time zone data is needed.
/// </summary>
internal sealed class Calendar
{
    /// <summary>The earliest day that can be asked for.</summary>
    public const int First = -2200;

    const int Last = 5000;
    readonly DateOnly start;
    readonly long[] midnights;
    readonly byte[] months;
    readonly byte[] weekdays;

    public Calendar(DateOnly start)
    {
        this.start = start;
        midnights = new long[Last - First + 1];
        months = new byte[midnights.Length];
        weekdays = new byte[midnights.Length];
        for (int day = First; day <= Last; day++)
        {
            DateOnly date = start.AddDays(day);
            midnights[day - First] = ((long)(date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * 86_400) - (IsSummer(date) ? 7200 : 3600);
            months[day - First] = (byte)date.Month;
            weekdays[day - First] = (byte)date.DayOfWeek;
        }
    }

    public DateOnly Date(int day) => start.AddDays(day);

    public int Day(DateOnly date) => date.DayNumber - start.DayNumber;

    /// <summary>When the day begins, in seconds of the Unix epoch.</summary>
    public long Midnight(int day) => midnights[day - First];

    /// <summary>1 to 12.</summary>
    public int Month(int day) => months[day - First];

    /// <summary>0 is Sunday.</summary>
    public int Weekday(int day) => weekdays[day - First];

    /// <summary>The moment so many seconds into the day, never beyond its end (a day of 23 hours ends earlier).</summary>
    public long Moment(int day, int second) => Math.Min(Midnight(day) + second, Midnight(day + 1) - 1);

    /// <summary>The day a moment belongs to.</summary>
    public int DayOf(long moment)
    {
        int day = (int)((moment - midnights[0]) / 86_400) + First;
        if (moment < Midnight(day))
        {
            return day - 1;
        }

        return moment >= Midnight(day + 1) ? day + 1 : day;
    }

    // True where midnight of the date is in summer time: after the last Sunday of March, until the last Sunday of October.
    static bool IsSummer(DateOnly date) => date > LastSunday(date.Year, 3) && date <= LastSunday(date.Year, 10);

    static DateOnly LastSunday(int year, int month)
    {
        var end = new DateOnly(year, month, 31);
        return end.AddDays(-(int)end.DayOfWeek);
    }
}
