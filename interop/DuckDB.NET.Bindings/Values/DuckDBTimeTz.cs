using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A time with time zone, taken apart (<c>duckdb_time_tz_struct</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct DuckDBTimeTz
{
    /// <summary>The time of day as the clock there shows it.</summary>
    public DuckDBTimeOnly Time { get; set; }

    /// <summary>Seconds ahead of UTC.</summary>
    public int Offset { get; set; }
}
