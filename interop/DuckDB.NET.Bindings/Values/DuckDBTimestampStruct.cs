using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A point in time since 1970-01-01 (<c>duckdb_timestamp</c> and its kin).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct DuckDBTimestampStruct
{
    /// <summary>The value of <c>'infinity'::timestamp</c>; its negative is <c>'-infinity'</c>.</summary>
    internal const long InfinityMicros = long.MaxValue;

    /// <summary>Microseconds, or the unit of the type this value belongs to: seconds, milliseconds, nanoseconds.</summary>
    public long Micros { get; set; }

    /// <summary>Whether this is <c>'infinity'</c> or <c>'-infinity'</c>.</summary>
    public readonly bool IsInfinity => IsPositiveInfinity || IsNegativeInfinity;

    /// <summary>Whether this is <c>'infinity'</c>.</summary>
    public readonly bool IsPositiveInfinity => Micros == InfinityMicros;

    /// <summary>Whether this is <c>'-infinity'</c>.</summary>
    public readonly bool IsNegativeInfinity => Micros == -InfinityMicros;
}
