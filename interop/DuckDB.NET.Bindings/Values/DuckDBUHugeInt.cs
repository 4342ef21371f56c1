using System.Numerics;
using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A whole number of 128 bits without sign (<c>duckdb_uhugeint</c>).</summary>
/// <param name="Lower">The lower 64 bits.</param>
/// <param name="Upper">The upper 64 bits.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DuckDBUHugeInt(ulong Lower, ulong Upper)
{
    /// <summary>A number from 0 to 2^128 - 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside.</exception>
    public DuckDBUHugeInt(BigInteger value) : this(InRange(value))
    {
    }

    private DuckDBUHugeInt(UInt128 value) : this(unchecked((ulong)value), unchecked((ulong)(value >> 64)))
    {
    }

    /// <summary>2^128 - 1.</summary>
    public static BigInteger HugeIntMaxValue { get; } = UInt128.MaxValue;

    /// <summary>0.</summary>
    public static BigInteger HugeIntMinValue { get; } = UInt128.MinValue;

    /// <summary>The same number.</summary>
    public BigInteger ToBigInteger() => ToUInt128();

    /// <summary>The same number.</summary>
    public UInt128 ToUInt128() => new(Upper, Lower);

    private static UInt128 InRange(BigInteger value) => value >= HugeIntMinValue && value <= HugeIntMaxValue
        ? (UInt128)value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"A uhugeint reaches from {HugeIntMinValue} to {HugeIntMaxValue}.");
}
