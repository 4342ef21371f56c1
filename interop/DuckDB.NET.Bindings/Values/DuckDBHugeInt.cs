using System.Numerics;
using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A whole number of 128 bits (<c>duckdb_hugeint</c>).</summary>
/// <param name="Lower">The lower 64 bits.</param>
/// <param name="Upper">The upper 64 bits, with the sign.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DuckDBHugeInt(ulong Lower, long Upper)
{
    /// <summary>A number from -2^127 to 2^127 - 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside.</exception>
    public DuckDBHugeInt(BigInteger value) : this(InRange(value))
    {
    }

    private DuckDBHugeInt(Int128 value) : this(unchecked((ulong)value), unchecked((long)(value >> 64)))
    {
    }

    /// <summary>2^127 - 1.</summary>
    public static BigInteger HugeIntMaxValue { get; } = Int128.MaxValue;

    /// <summary>-2^127.</summary>
    public static BigInteger HugeIntMinValue { get; } = Int128.MinValue;

    /// <summary>The same number.</summary>
    public BigInteger ToBigInteger() => ToInt128();

    /// <summary>The same number.</summary>
    public Int128 ToInt128() => new(unchecked((ulong)Upper), Lower);

    private static Int128 InRange(BigInteger value) => value >= HugeIntMinValue && value <= HugeIntMaxValue
        ? (Int128)value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"A hugeint reaches from {HugeIntMinValue} to {HugeIntMaxValue}.");
}
