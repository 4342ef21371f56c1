using System.Runtime.InteropServices;
using System.Text;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Making of single values.</summary>
    public static partial class Value
    {
        /// <summary><c>duckdb_create_null_value</c>: a null.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_null_value")]
        public static partial DuckDBValue DuckDBCreateNullValue();

        /// <summary><c>duckdb_create_bool</c>: a boolean.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_bool")]
        public static partial DuckDBValue DuckDBCreateBool([MarshalAs(UnmanagedType.I1)] bool value);

        /// <summary><c>duckdb_create_int8</c>: a <c>tinyint</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_int8")]
        public static partial DuckDBValue DuckDBCreateInt8(sbyte value);

        /// <summary><c>duckdb_create_uint8</c>: a <c>utinyint</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_uint8")]
        public static partial DuckDBValue DuckDBCreateUInt8(byte value);

        /// <summary><c>duckdb_create_int16</c>: a <c>smallint</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_int16")]
        public static partial DuckDBValue DuckDBCreateInt16(short value);

        /// <summary><c>duckdb_create_uint16</c>: a <c>usmallint</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_uint16")]
        public static partial DuckDBValue DuckDBCreateUInt16(ushort value);

        /// <summary><c>duckdb_create_int32</c>: an <c>integer</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_int32")]
        public static partial DuckDBValue DuckDBCreateInt32(int value);

        /// <summary><c>duckdb_create_uint32</c>: a <c>uinteger</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_uint32")]
        public static partial DuckDBValue DuckDBCreateUInt32(uint value);

        /// <summary><c>duckdb_create_int64</c>: a <c>bigint</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_int64")]
        public static partial DuckDBValue DuckDBCreateInt64(long value);

        /// <summary><c>duckdb_create_uint64</c>: a <c>ubigint</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_uint64")]
        public static partial DuckDBValue DuckDBCreateUInt64(ulong value);

        /// <summary><c>duckdb_create_hugeint</c>: a <c>hugeint</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_hugeint")]
        public static partial DuckDBValue DuckDBCreateHugeInt(DuckDBHugeInt value);

        /// <summary><c>duckdb_create_uhugeint</c>: a <c>uhugeint</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_uhugeint")]
        public static partial DuckDBValue DuckDBCreateUHugeInt(DuckDBUHugeInt value);

        /// <summary><c>duckdb_create_bignum</c>: a <c>bignum</c>; the digits are copied.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_bignum")]
        public static partial DuckDBValue DuckDBCreateBignum(DuckDBBignum value);

        /// <summary><c>duckdb_create_decimal</c>: a decimal.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_decimal")]
        public static partial DuckDBValue DuckDBCreateDecimal(DuckDBDecimal value);

        /// <summary><c>duckdb_create_float</c>: a <c>float</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_float")]
        public static partial DuckDBValue DuckDBCreateFloat(float value);

        /// <summary><c>duckdb_create_double</c>: a <c>double</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_double")]
        public static partial DuckDBValue DuckDBCreateDouble(double value);

        /// <summary><c>duckdb_create_date</c>: a date.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_date")]
        public static partial DuckDBValue DuckDBCreateDate(DuckDBDate value);

        /// <summary><c>duckdb_create_time</c>: a time.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_time")]
        public static partial DuckDBValue DuckDBCreateTime(DuckDBTime value);

        /// <summary><c>duckdb_create_time_tz_value</c>: a time with time zone.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_time_tz_value")]
        public static partial DuckDBValue DuckDBCreateTimeTz(DuckDBTimeTzStruct value);

        /// <summary><c>duckdb_create_timestamp</c>: a timestamp in microseconds.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_timestamp")]
        public static partial DuckDBValue DuckDBCreateTimestamp(DuckDBTimestampStruct value);

        /// <summary><c>duckdb_create_timestamp_tz</c>: a timestamp with time zone in microseconds.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_timestamp_tz")]
        public static partial DuckDBValue DuckDBCreateTimestampTz(DuckDBTimestampStruct value);

        /// <summary><c>duckdb_create_timestamp_s</c>: a timestamp, the number in seconds.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_timestamp_s")]
        public static partial DuckDBValue DuckDBCreateTimestampS(DuckDBTimestampStruct value);

        /// <summary><c>duckdb_create_timestamp_ms</c>: a timestamp, the number in milliseconds.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_timestamp_ms")]
        public static partial DuckDBValue DuckDBCreateTimestampMs(DuckDBTimestampStruct value);

        /// <summary><c>duckdb_create_timestamp_ns</c>: a timestamp, the number in nanoseconds.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_timestamp_ns")]
        public static partial DuckDBValue DuckDBCreateTimestampNs(DuckDBTimestampStruct value);

        /// <summary><c>duckdb_create_interval</c>: an interval.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_interval")]
        public static partial DuckDBValue DuckDBCreateInterval(DuckDBInterval value);

        /// <summary><c>duckdb_create_uuid</c>: a UUID of its 128 bits, first digit highest.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_uuid")]
        public static partial DuckDBValue DuckDBCreateUuid(DuckDBHugeInt value);

        /// <summary><c>duckdb_create_varchar_length</c>: a text; it may hold the character 0.</summary>
        public static DuckDBValue DuckDBCreateVarchar(string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            var utf8 = Encoding.UTF8.GetBytes(value);
            return RawCreateVarcharLength(utf8, (ulong)utf8.Length);
        }

        [LibraryImport(Library, EntryPoint = "duckdb_create_varchar_length")]
        private static partial DuckDBValue RawCreateVarcharLength(byte[] text, ulong length);

        /// <summary><c>duckdb_create_blob</c>: a blob; the bytes are copied.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_blob")]
        public static partial DuckDBValue DuckDBCreateBlob(byte[] value, long length);

        /// <summary><c>duckdb_create_list_value</c>: a list of the first <paramref name="count"/> values, which are copied.</summary>
        public static DuckDBValue DuckDBCreateListValue(DuckDBLogicalType type, DuckDBValue[] values, int count)
        {
            var result = RawCreateListValue(type, HandlesOf(values, count), checked((ulong)count));
            GC.KeepAlive(values);
            return result;
        }

        [LibraryImport(Library, EntryPoint = "duckdb_create_list_value")]
        private static partial DuckDBValue RawCreateListValue(DuckDBLogicalType type, IntPtr[] values, ulong count);

        /// <summary><c>duckdb_create_array_value</c>: an array of the first <paramref name="count"/> values, which are copied.</summary>
        public static DuckDBValue DuckDBCreateArrayValue(DuckDBLogicalType type, DuckDBValue[] values, int count)
        {
            var result = RawCreateArrayValue(type, HandlesOf(values, count), checked((ulong)count));
            GC.KeepAlive(values);
            return result;
        }

        [LibraryImport(Library, EntryPoint = "duckdb_create_array_value")]
        private static partial DuckDBValue RawCreateArrayValue(DuckDBLogicalType type, IntPtr[] values, ulong count);

        private static IntPtr[] HandlesOf(DuckDBValue[] values, int count)
        {
            ArgumentNullException.ThrowIfNull(values);
            return Array.ConvertAll(values[..count], value => value.DangerousGetHandle());
        }

        /// <summary><c>duckdb_destroy_value</c>: gives back a value.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_value")]
        internal static partial void DuckDBDestroyValue(ref IntPtr value);
    }
}
