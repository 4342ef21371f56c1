using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A date in days since 1970-01-01 (<c>duckdb_date</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct DuckDBDate
{
    /// <summary>The days of <c>'infinity'::date</c>; its negative is <c>'-infinity'</c>.</summary>
    internal const int InfinityDays = int.MaxValue;

    /// <summary>Days since 1970-01-01.</summary>
    public int Days { get; set; }

    /// <summary>Whether this is <c>'infinity'</c> or <c>'-infinity'</c>.</summary>
    public readonly bool IsInfinity => IsPositiveInfinity || IsNegativeInfinity;

    /// <summary>Whether this is <c>'infinity'</c>.</summary>
    public readonly bool IsPositiveInfinity => Days == InfinityDays;

    /// <summary>Whether this is <c>'-infinity'</c>.</summary>
    public readonly bool IsNegativeInfinity => Days == -InfinityDays;
}
