using System.Globalization;
using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A time of day, taken apart (<c>duckdb_time_struct</c>). Unlike <see cref="TimeOnly"/> it can say 24:00:00.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DuckDBTimeOnly
{
    private readonly sbyte hour;
    private readonly sbyte minute;
    private readonly sbyte second;
    private readonly int microsecond;

    /// <summary>A time of its parts.</summary>
    public DuckDBTimeOnly(byte hour, byte minute, byte second, int microsecond = 0)
    {
        this.hour = checked((sbyte)hour);
        this.minute = checked((sbyte)minute);
        this.second = checked((sbyte)second);
        this.microsecond = microsecond;
    }

    /// <summary>0 to 24.</summary>
    public byte Hour => (byte)hour;

    /// <summary>0 to 59.</summary>
    public byte Min => (byte)minute;

    /// <summary>0 to 59.</summary>
    public byte Sec => (byte)second;

    /// <summary>0 to 999999.</summary>
    public int Microsecond => microsecond;

    /// <summary>Ticks of 100 ns since midnight.</summary>
    public long Ticks => (((((hour * 60L) + minute) * 60L) + second) * TimeSpan.TicksPerSecond) + (microsecond * TimeSpan.TicksPerMicrosecond);

    /// <summary>The same time; parts of a microsecond are cut off.</summary>
    public static implicit operator DuckDBTimeOnly(TimeOnly time) =>
        new((byte)time.Hour, (byte)time.Minute, (byte)time.Second, (int)(time.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond));

    /// <summary>The same time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is 24:00:00, which <see cref="TimeOnly"/> cannot say.</exception>
    public static explicit operator TimeOnly(DuckDBTimeOnly time) => new(time.Ticks);

    /// <summary>The text DuckDB shows.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Hour:00}:{Min:00}:{Sec:00}") + DuckDBFraction.Text(microsecond);
}
