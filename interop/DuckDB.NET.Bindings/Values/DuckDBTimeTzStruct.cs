using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A time with time zone in the engine's packed form (<c>duckdb_time_tz</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct DuckDBTimeTzStruct
{
    /// <summary>40 bits of microseconds since midnight, then 24 bits of the offset, counted down from its largest.</summary>
    public ulong Bits { get; set; }
}
