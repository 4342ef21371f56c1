using System.Globalization;
using System.Numerics;
using static DuckDB.NET.Native.NativeMethods.Value;

namespace DuckDB.NET.Native;

/// <summary>From a value of the engine to a type of .NET.</summary>
internal static class DuckDBValueConversion
{
    internal static T To<T>(DuckDBValue value)
    {
        var wanted = typeof(T);
        if (value.IsNull())
        {
            return default(T) is null ? default! : throw new InvalidCastException($"The value is null; {wanted.Name} cannot be.");
        }

        if (wanted == typeof(DuckDBInterval))
        {
            return (T)(object)DuckDBGetInterval(value);
        }

        var natural = Natural(value);
        return natural is T result ? result : (T)Convert(natural, Nullable.GetUnderlyingType(wanted) ?? wanted);
    }

    private static object Natural(DuckDBValue value)
    {
        var type = TypeOf(value);
        return type switch
        {
            DuckDBType.Boolean => DuckDBGetBool(value),
            DuckDBType.TinyInt => (sbyte)DuckDBGetInt64(value),
            DuckDBType.SmallInt => (short)DuckDBGetInt64(value),
            DuckDBType.Integer => (int)DuckDBGetInt64(value),
            DuckDBType.BigInt => DuckDBGetInt64(value),
            DuckDBType.UnsignedTinyInt => (byte)DuckDBGetUInt64(value),
            DuckDBType.UnsignedSmallInt => (ushort)DuckDBGetUInt64(value),
            DuckDBType.UnsignedInteger => (uint)DuckDBGetUInt64(value),
            DuckDBType.UnsignedBigInt => DuckDBGetUInt64(value),
            DuckDBType.HugeInt => DuckDBGetHugeInt(value).ToBigInteger(),
            DuckDBType.UnsignedHugeInt => DuckDBGetUHugeInt(value).ToBigInteger(),
            DuckDBType.Float => DuckDBGetFloat(value),
            DuckDBType.Double => DuckDBGetDouble(value),
            DuckDBType.Decimal => Decimal(DuckDBGetDecimal(value)),
            DuckDBType.Date => (DateOnly)DuckDBDateOnly.FromDuckDBDate(DuckDBGetDate(value)),
            DuckDBType.Time => new TimeOnly(DuckDBGetTime(value).Micros * TimeSpan.TicksPerMicrosecond),
            DuckDBType.Timestamp => Timestamp(DuckDBGetTimestamp(value), DateTimeKind.Unspecified),
            DuckDBType.TimestampTz => Timestamp(DuckDBGetTimestampTz(value), DateTimeKind.Utc),
            DuckDBType.Interval => (TimeSpan)DuckDBGetInterval(value),
            DuckDBType.Uuid => Uuid(DuckDBGetUuid(value)),
            DuckDBType.Blob => DuckDBGetBlob(value),
            _ => DuckDBGetVarchar(value),
        };
    }

    private static object Convert(object value, Type wanted) => (value, wanted) switch
    {
        (DateOnly date, _) when wanted == typeof(DateTime) => date.ToDateTime(TimeOnly.MinValue),
        (DateTime time, _) when wanted == typeof(DateTimeOffset) => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        (DateTime time, _) when wanted == typeof(DateOnly) => DateOnly.FromDateTime(time),
        (TimeOnly time, _) when wanted == typeof(TimeSpan) => time.ToTimeSpan(),
        (BigInteger number, _) when wanted == typeof(decimal) => (decimal)number,
        (BigInteger number, _) when wanted == typeof(long) => (long)number,
        (BigInteger number, _) when wanted == typeof(int) => (int)number,
        (IConvertible number, _) when wanted == typeof(BigInteger) => BigInteger.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        (IFormattable text, _) when wanted == typeof(string) => text.ToString(null, CultureInfo.InvariantCulture),
        (string text, _) when wanted == typeof(Guid) => Guid.Parse(text),
        (_, { IsEnum: true }) when value is string text => Enum.Parse(wanted, text, ignoreCase: true),
        (_, { IsEnum: true }) => Enum.ToObject(wanted, value),
        (IConvertible, _) => System.Convert.ChangeType(value, wanted, CultureInfo.InvariantCulture),
        _ => throw new InvalidCastException($"A parameter of type {value.GetType().Name} cannot be read as {wanted.Name}."),
    };

    private static decimal Decimal(DuckDBDecimal value)
    {
        var divisor = BigInteger.Pow(10, value.Scale);
        var whole = BigInteger.DivRem(value.Value.ToBigInteger(), divisor, out var rest);
        return (decimal)whole + ((decimal)rest / (decimal)divisor);
    }

    private static DateTime Timestamp(DuckDBTimestampStruct timestamp, DateTimeKind kind) =>
        DateTime.SpecifyKind(DuckDBTimestamp.FromDuckDBTimestampStruct(timestamp).ToDateTime(), kind);

    private static Guid Uuid(DuckDBUHugeInt value)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, value.ToUInt128());
        return new Guid(bytes, bigEndian: true);
    }
}
