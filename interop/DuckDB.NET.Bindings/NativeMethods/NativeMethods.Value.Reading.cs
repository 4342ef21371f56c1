using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    public static unsafe partial class Value
    {
        /// <summary><c>duckdb_get_value_type</c>: the type of a value.</summary>
        internal static DuckDBType TypeOf(DuckDBValue value)
        {
            // The logical type is lent by the value and must not be destroyed.
            var type = RawTypeId(RawValueType(value));
            GC.KeepAlive(value);
            return type;
        }

        [LibraryImport(Library, EntryPoint = "duckdb_get_value_type")]
        private static partial IntPtr RawValueType(DuckDBValue value);

        [LibraryImport(Library, EntryPoint = "duckdb_get_type_id")]
        private static partial DuckDBType RawTypeId(IntPtr type);

        /// <summary><c>duckdb_is_null_value</c>: whether a value is null.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_is_null_value")]
        [return: MarshalAs(UnmanagedType.I1)]
        internal static partial bool DuckDBIsNullValue(DuckDBValue value);

        /// <summary><c>duckdb_get_bool</c>: a boolean.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_bool")]
        [return: MarshalAs(UnmanagedType.I1)]
        internal static partial bool DuckDBGetBool(DuckDBValue value);

        /// <summary><c>duckdb_get_int64</c>: a whole number with sign of up to 64 bits.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_int64")]
        internal static partial long DuckDBGetInt64(DuckDBValue value);

        /// <summary><c>duckdb_get_uint64</c>: a whole number without sign of up to 64 bits.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_uint64")]
        internal static partial ulong DuckDBGetUInt64(DuckDBValue value);

        /// <summary><c>duckdb_get_hugeint</c>: a <c>hugeint</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_hugeint")]
        internal static partial DuckDBHugeInt DuckDBGetHugeInt(DuckDBValue value);

        /// <summary><c>duckdb_get_uhugeint</c>: a <c>uhugeint</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_uhugeint")]
        internal static partial DuckDBUHugeInt DuckDBGetUHugeInt(DuckDBValue value);

        /// <summary><c>duckdb_get_float</c>: a <c>float</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_float")]
        internal static partial float DuckDBGetFloat(DuckDBValue value);

        /// <summary><c>duckdb_get_double</c>: a <c>double</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_double")]
        internal static partial double DuckDBGetDouble(DuckDBValue value);

        /// <summary><c>duckdb_get_decimal</c>: a decimal.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_decimal")]
        internal static partial DuckDBDecimal DuckDBGetDecimal(DuckDBValue value);

        /// <summary><c>duckdb_get_date</c>: a date.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_date")]
        internal static partial DuckDBDate DuckDBGetDate(DuckDBValue value);

        /// <summary><c>duckdb_get_time</c>: a time.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_time")]
        internal static partial DuckDBTime DuckDBGetTime(DuckDBValue value);

        /// <summary><c>duckdb_get_timestamp</c>: a timestamp in microseconds.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_timestamp")]
        internal static partial DuckDBTimestampStruct DuckDBGetTimestamp(DuckDBValue value);

        /// <summary><c>duckdb_get_timestamp_tz</c>: a timestamp with time zone in microseconds.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_timestamp_tz")]
        internal static partial DuckDBTimestampStruct DuckDBGetTimestampTz(DuckDBValue value);

        /// <summary><c>duckdb_get_interval</c>: an interval.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_interval")]
        internal static partial DuckDBInterval DuckDBGetInterval(DuckDBValue value);

        /// <summary><c>duckdb_get_uuid</c>: the 128 bits of a UUID, first digit highest.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_uuid")]
        internal static partial DuckDBUHugeInt DuckDBGetUuid(DuckDBValue value);

        /// <summary><c>duckdb_get_varchar</c>: a value as text.</summary>
        internal static string DuckDBGetVarchar(DuckDBValue value) => TakeText(RawGetVarchar(value));

        [LibraryImport(Library, EntryPoint = "duckdb_get_varchar")]
        private static partial IntPtr RawGetVarchar(DuckDBValue value);

        /// <summary><c>duckdb_get_blob</c>: the bytes of a blob.</summary>
        internal static byte[] DuckDBGetBlob(DuckDBValue value)
        {
            var blob = RawGetBlob(value);
            var bytes = new ReadOnlySpan<byte>(blob.Data, checked((int)blob.Size)).ToArray();
            Helpers.DuckDBFree((IntPtr)blob.Data);
            return bytes;
        }

        [LibraryImport(Library, EntryPoint = "duckdb_get_blob")]
        private static partial Blob RawGetBlob(DuckDBValue value);

        /// <summary><c>duckdb_blob</c>.</summary>
        [StructLayout(LayoutKind.Sequential)]
        private readonly struct Blob
        {
            internal readonly byte* Data;
            internal readonly ulong Size;
        }
    }
}
