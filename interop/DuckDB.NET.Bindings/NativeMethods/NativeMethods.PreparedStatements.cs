using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Prepared statements and their parameters.</summary>
    public static partial class PreparedStatements
    {
        /// <summary><c>duckdb_nparams</c>: how many parameters a statement has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_nparams")]
        public static partial long DuckDBParams(DuckDBPreparedStatement statement);

        /// <summary><c>duckdb_prepare_error</c>: why a statement could not be prepared.</summary>
        public static string DuckDBPrepareError(DuckDBPreparedStatement statement) => ReadText(RawPrepareError(statement));

        [LibraryImport(Library, EntryPoint = "duckdb_prepare_error")]
        private static partial IntPtr RawPrepareError(DuckDBPreparedStatement statement);

        /// <summary><c>duckdb_param_logical_type</c>: the type of a parameter, counted from 1.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_param_logical_type")]
        public static partial DuckDBLogicalType DuckDBParamLogicalType(DuckDBPreparedStatement statement, long index);

        /// <summary><c>duckdb_bind_parameter_index</c>: the place of a named parameter, counted from 1.</summary>
        public static DuckDBState DuckDBBindParameterIndex(DuckDBPreparedStatement statement, out int index, string name)
        {
            var state = RawBindParameterIndex(statement, out var place, name);
            index = checked((int)place);
            return state;
        }

        [LibraryImport(Library, EntryPoint = "duckdb_bind_parameter_index", StringMarshalling = StringMarshalling.Utf8)]
        private static partial DuckDBState RawBindParameterIndex(DuckDBPreparedStatement statement, out ulong index, string name);

        /// <summary><c>duckdb_bind_value</c>: sets a parameter, counted from 1.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_bind_value")]
        public static partial DuckDBState DuckDBBindValue(DuckDBPreparedStatement statement, long index, DuckDBValue value);

        /// <summary><c>duckdb_execute_prepared</c>: runs a statement and keeps its whole result.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_execute_prepared")]
        public static partial DuckDBState DuckDBExecutePrepared(DuckDBPreparedStatement statement, out DuckDBResult result);

        /// <summary><c>duckdb_execute_prepared_streaming</c>: runs a statement and makes its result as it is fetched.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_execute_prepared_streaming")]
        public static partial DuckDBState DuckDBExecutePreparedStreaming(DuckDBPreparedStatement statement, out DuckDBResult result);

        /// <summary><c>duckdb_destroy_prepare</c>: gives back a statement.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_prepare")]
        internal static partial void DuckDBDestroyPrepare(ref IntPtr statement);
    }
}
