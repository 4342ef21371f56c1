using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Results.</summary>
    public static partial class Query
    {
        /// <summary><c>duckdb_column_count</c>: how many columns a result has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_column_count")]
        public static partial ulong DuckDBColumnCount(ref DuckDBResult result);

        /// <summary><c>duckdb_column_name</c>: the name of a column, counted from 0.</summary>
        public static string DuckDBColumnName(ref DuckDBResult result, long index) => ReadText(RawColumnName(ref result, index));

        [LibraryImport(Library, EntryPoint = "duckdb_column_name")]
        private static partial IntPtr RawColumnName(ref DuckDBResult result, long index);

        /// <summary><c>duckdb_column_logical_type</c>: the type of a column, counted from 0.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_column_logical_type")]
        public static partial DuckDBLogicalType DuckDBColumnLogicalType(ref DuckDBResult result, long index);

        /// <summary><c>duckdb_rows_changed</c>: how many rows a statement changed.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_rows_changed")]
        public static partial long DuckDBRowsChanged(ref DuckDBResult result);

        /// <summary><c>duckdb_result_error</c>: why a statement failed.</summary>
        public static string DuckDBResultError(ref DuckDBResult result) => ReadText(RawResultError(ref result));

        [LibraryImport(Library, EntryPoint = "duckdb_result_error")]
        private static partial IntPtr RawResultError(ref DuckDBResult result);

        /// <summary><c>duckdb_result_error_type</c>: the class of a statement's error.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_result_error_type")]
        public static partial DuckDBErrorType DuckDBResultErrorType(ref DuckDBResult result);

        /// <summary><c>duckdb_result_return_type</c>: what a statement returned.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_result_return_type")]
        public static partial DuckDBResultType DuckDBResultReturnType(DuckDBResult result);

        /// <summary><c>duckdb_fetch_chunk</c>: the next rows, an invalid handle at the end.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_fetch_chunk")]
        public static partial DuckDBDataChunk DuckDBFetchChunk(DuckDBResult result);

        /// <summary><c>duckdb_destroy_result</c>: gives back a result.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_result")]
        internal static partial void DuckDBDestroyResult(ref DuckDBResult result);
    }
}
