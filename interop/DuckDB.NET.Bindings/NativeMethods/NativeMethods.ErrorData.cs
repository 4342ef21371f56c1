using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Errors of calls.</summary>
    public static partial class ErrorData
    {
        /// <summary><c>duckdb_error_data_error_type</c>: the class of an error.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_error_data_error_type")]
        public static partial DuckDBErrorType DuckDBErrorDataErrorType(DuckDBErrorData error);

        /// <summary><c>duckdb_error_data_has_error</c>: whether there is an error.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_error_data_has_error")]
        [return: MarshalAs(UnmanagedType.I1)]
        internal static partial bool DuckDBErrorDataHasError(DuckDBErrorData error);

        /// <summary><c>duckdb_error_data_message</c>: the text of an error.</summary>
        internal static string DuckDBErrorDataMessage(DuckDBErrorData error) => ReadText(RawErrorDataMessage(error));

        [LibraryImport(Library, EntryPoint = "duckdb_error_data_message")]
        private static partial IntPtr RawErrorDataMessage(DuckDBErrorData error);

        /// <summary><c>duckdb_destroy_error_data</c>: gives back an error.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_error_data")]
        internal static partial void DuckDBDestroyErrorData(ref IntPtr error);
    }
}
