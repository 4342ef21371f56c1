using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Bulk loading.</summary>
    public static partial class Appender
    {
        /// <summary><c>duckdb_appender_create_ext</c>: a bulk loader of a table; without a schema or catalogue the current ones are meant.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_appender_create_ext", StringMarshalling = StringMarshalling.Utf8)]
        public static partial DuckDBState DuckDBAppenderCreateExt(
            DuckDBNativeConnection connection, string? catalog, string? schema, string table, out DuckDBAppender appender);

        /// <summary><c>duckdb_appender_column_count</c>: how many columns are loaded.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_appender_column_count")]
        public static partial ulong DuckDBAppenderColumnCount(DuckDBAppender appender);

        /// <summary><c>duckdb_appender_column_type</c>: the type of a loaded column, counted from 0.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_appender_column_type")]
        public static partial DuckDBLogicalType DuckDBAppenderColumnType(DuckDBAppender appender, ulong index);

        /// <summary><c>duckdb_append_data_chunk</c>: adds the rows of a chunk.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_append_data_chunk")]
        public static partial DuckDBState DuckDBAppendDataChunk(DuckDBAppender appender, DuckDBDataChunk chunk);

        /// <summary><c>duckdb_append_default_to_chunk</c>: writes a column's default value into a row of a chunk.</summary>
        public static DuckDBState DuckDBAppendDefaultToChunk(DuckDBAppender appender, DuckDBDataChunk chunk, int column, ulong row) =>
            RawAppendDefaultToChunk(appender, chunk, checked((ulong)column), row);

        [LibraryImport(Library, EntryPoint = "duckdb_append_default_to_chunk")]
        private static partial DuckDBState RawAppendDefaultToChunk(DuckDBAppender appender, DuckDBDataChunk chunk, ulong column, ulong row);

        /// <summary><c>duckdb_appender_clear</c>: drops rows that were not written to the table yet.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_appender_clear")]
        public static partial DuckDBState DuckDBAppenderClear(DuckDBAppender appender);

        /// <summary><c>duckdb_appender_close</c>: writes the rows to the table and ends the loading.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_appender_close")]
        public static partial DuckDBState DuckDBAppenderClose(DuckDBAppender appender);

        /// <summary><c>duckdb_appender_error_data</c>: why the last call failed.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_appender_error_data")]
        public static partial DuckDBErrorData DuckDBAppenderErrorData(DuckDBAppender appender);

        /// <summary><c>duckdb_appender_destroy</c>: closes a loader, if it is open, and gives it back.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_appender_destroy")]
        internal static partial DuckDBState DuckDBAppenderDestroy(ref IntPtr appender);
    }
}
