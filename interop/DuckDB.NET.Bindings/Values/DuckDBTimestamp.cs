namespace DuckDB.NET.Native;

/// <summary>A date and a time of day (<c>duckdb_timestamp_struct</c>). An infinity is an infinite date.</summary>
/// <param name="Date">The date.</param>
/// <param name="Time">The time of day.</param>
public readonly record struct DuckDBTimestamp(DuckDBDateOnly Date, DuckDBTimeOnly Time)
{
    private const long MicrosPerDay = 86_400_000_000;
    private const long MicrosPerSecond = 1_000_000;

    /// <summary>Whether this is one of the two infinities.</summary>
    public bool IsInfinity => Date.IsInfinity;

    /// <summary>Whether this is <c>'infinity'</c>.</summary>
    public bool IsPositiveInfinity => Date.IsPositiveInfinity;

    /// <summary>Whether this is <c>'-infinity'</c>.</summary>
    public bool IsNegativeInfinity => Date.IsNegativeInfinity;

    /// <summary>Takes a timestamp in microseconds apart.</summary>
    public static DuckDBTimestamp FromDuckDBTimestampStruct(DuckDBTimestampStruct timestamp)
    {
        if (timestamp.IsInfinity)
        {
            return new(timestamp.IsPositiveInfinity ? DuckDBDateOnly.PositiveInfinity : DuckDBDateOnly.NegativeInfinity, default);
        }

        var days = Math.DivRem(timestamp.Micros, MicrosPerDay, out var micros);
        if (micros < 0)
        {
            days--;
            micros += MicrosPerDay;
        }

        var seconds = micros / MicrosPerSecond;
        var time = new DuckDBTimeOnly(
            (byte)(seconds / 3600), (byte)(seconds / 60 % 60), (byte)(seconds % 60), (int)(micros % MicrosPerSecond));
        return new(DuckDBDateOnly.FromDuckDBDate(new() { Days = (int)days }), time);
    }

    /// <summary>Puts a timestamp in microseconds together.</summary>
    /// <exception cref="OverflowException">It is outside what the engine can hold.</exception>
    public DuckDBTimestampStruct ToDuckDBTimestampStruct()
    {
        if (IsInfinity)
        {
            return new() { Micros = IsPositiveInfinity ? DuckDBTimestampStruct.InfinityMicros : -DuckDBTimestampStruct.InfinityMicros };
        }

        var micros = Time.Ticks / TimeSpan.TicksPerMicrosecond;
        return new() { Micros = checked((Date.ToDuckDBDate().Days * MicrosPerDay) + micros) };
    }

    /// <summary>The same date and time, of unspecified kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is an infinity or outside the years 1 to 9999.</exception>
    public DateTime ToDateTime() => ((DateTime)Date).AddTicks(Time.Ticks);

    /// <summary>The text DuckDB shows for years after Christ.</summary>
    public override string ToString() => IsInfinity ? Date.ToString() : $"{Date} {Time}";
}
