using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A whole number of any size (<c>duckdb_bignum</c>).</summary>
/// <param name="Data">The bytes of its absolute value, highest first.</param>
/// <param name="Size">How many bytes there are.</param>
/// <param name="IsNegative">1 for a number below zero.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DuckDBBignum(IntPtr Data, ulong Size, byte IsNegative);
