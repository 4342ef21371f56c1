using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A span of months, days and microseconds, each with its own sign (<c>duckdb_interval</c>).</summary>
/// <param name="Months">Whole months, of no fixed length.</param>
/// <param name="Days">Whole days.</param>
/// <param name="Micros">Microseconds.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DuckDBInterval(int Months, int Days, long Micros)
{
    /// <summary>The same span in days and microseconds; parts of a microsecond are cut off.</summary>
    public static implicit operator DuckDBInterval(TimeSpan span) =>
        new(0, span.Days, span.Ticks % TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond);

    /// <summary>The same span, a day being 24 hours.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has months, which are of no fixed length.</exception>
    /// <exception cref="OverflowException">It is longer than <see cref="TimeSpan"/> can hold.</exception>
    public static explicit operator TimeSpan(DuckDBInterval interval) => interval.Months == 0
        ? new(checked((interval.Days * TimeSpan.TicksPerDay) + (interval.Micros * TimeSpan.TicksPerMicrosecond)))
        : throw new ArgumentOutOfRangeException(
            nameof(interval), interval.Months, "An interval of months has no length in days: read it as DuckDBInterval, or cast it to varchar in the SQL.");
}
