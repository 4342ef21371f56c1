using System.Globalization;

namespace DuckDB.NET.Native;

/// <summary>
/// A date, taken apart (<c>duckdb_date_struct</c>). Unlike <see cref="DateOnly"/> it reaches from the year -5877641 to the
/// year 5881580 and holds the two infinities.
/// </summary>
public readonly record struct DuckDBDateOnly
{
    private const int DaysFromEraToEpoch = 719468;
    private const int DaysInEra = 146097;
    private const int YearsInEra = 400;

    private readonly int infinity;

    /// <summary>A date of its parts in the Gregorian calendar, which also counts the days before it was introduced.</summary>
    public DuckDBDateOnly(int year, byte month, byte day)
    {
        Year = year;
        Month = month;
        Day = day;
    }

    private DuckDBDateOnly(int infinity) => this.infinity = infinity;

    /// <summary><c>'infinity'::date</c>.</summary>
    public static DuckDBDateOnly PositiveInfinity { get; } = new(infinity: 1);

    /// <summary><c>'-infinity'::date</c>.</summary>
    public static DuckDBDateOnly NegativeInfinity { get; } = new(infinity: -1);

    /// <summary>The year; 0 is 1 BC.</summary>
    public int Year { get; }

    /// <summary>1 to 12.</summary>
    public byte Month { get; }

    /// <summary>1 to 31.</summary>
    public byte Day { get; }

    /// <summary>Whether this is one of the two infinities.</summary>
    public bool IsInfinity => infinity != 0;

    /// <summary>Whether this is <c>'infinity'</c>.</summary>
    public bool IsPositiveInfinity => infinity > 0;

    /// <summary>Whether this is <c>'-infinity'</c>.</summary>
    public bool IsNegativeInfinity => infinity < 0;

    /// <summary>The same date.</summary>
    public static implicit operator DuckDBDateOnly(DateOnly date) => new(date.Year, (byte)date.Month, (byte)date.Day);

    /// <summary>The date of a point in time.</summary>
    public static explicit operator DuckDBDateOnly(DateTime time) => DateOnly.FromDateTime(time);

    /// <summary>The same date.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is an infinity or outside the years 1 to 9999.</exception>
    public static explicit operator DateOnly(DuckDBDateOnly date) => new(date.Year, date.Month, date.Day);

    /// <summary>Midnight of the same date.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is an infinity or outside the years 1 to 9999.</exception>
    public static explicit operator DateTime(DuckDBDateOnly date) => new(date.Year, date.Month, date.Day);

    /// <summary>Takes a date apart.</summary>
    public static DuckDBDateOnly FromDuckDBDate(DuckDBDate date)
    {
        if (date.IsInfinity)
        {
            return date.IsPositiveInfinity ? PositiveInfinity : NegativeInfinity;
        }

        // The year starts in March here, so that the leap day is its last (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
        var days = (long)date.Days + DaysFromEraToEpoch;
        var era = Math.DivRem(days, DaysInEra, out var dayOfEra);
        if (dayOfEra < 0)
        {
            era--;
            dayOfEra += DaysInEra;
        }

        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1;
        var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        var year = yearOfEra + (era * YearsInEra) + (month <= 2 ? 1 : 0);
        return new((int)year, (byte)month, (byte)day);
    }

    /// <summary>Puts a date together.</summary>
    /// <exception cref="OverflowException">The date is outside what the engine can hold.</exception>
    public DuckDBDate ToDuckDBDate()
    {
        if (IsInfinity)
        {
            return new() { Days = IsPositiveInfinity ? DuckDBDate.InfinityDays : -DuckDBDate.InfinityDays };
        }

        var year = (long)Year - (Month <= 2 ? 1 : 0);
        var era = Math.DivRem(year, YearsInEra, out var yearOfEra);
        if (yearOfEra < 0)
        {
            era--;
            yearOfEra += YearsInEra;
        }

        var monthFromMarch = Month > 2 ? Month - 3 : Month + 9;
        var dayOfYear = (((153 * monthFromMarch) + 2) / 5) + Day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return new() { Days = checked((int)((era * DaysInEra) + dayOfEra - DaysFromEraToEpoch)) };
    }

    /// <summary>The text DuckDB shows for years after Christ, <c>yyyy-mm-dd</c>.</summary>
    public override string ToString() => infinity switch
    {
        > 0 => "infinity",
        < 0 => "-infinity",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}"),
    };
}
