using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A decimal: <paramref name="Value"/> divided by ten to the power of <paramref name="Scale"/> (<c>duckdb_decimal</c>).</summary>
/// <param name="Width">How many digits there are at most, 1 to 38.</param>
/// <param name="Scale">How many of them stand behind the point.</param>
/// <param name="Value">The digits without the point.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DuckDBDecimal(byte Width, byte Scale, DuckDBHugeInt Value);
