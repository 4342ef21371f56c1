using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Conversion of results to Arrow's C interface.</summary>
    public static partial class Arrow
    {
        /// <summary><c>duckdb_result_get_arrow_options</c>: the options that go with a result.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_result_get_arrow_options")]
        public static partial DuckDBArrowOptions DuckDBResultGetArrowOptions(ref DuckDBResult result);

        /// <summary><c>duckdb_to_arrow_schema</c>: writes an <c>ArrowSchema</c> of these columns.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_to_arrow_schema")]
        public static partial DuckDBErrorData DuckDBToArrowSchema(DuckDBArrowOptions options, IntPtr types, IntPtr names, ulong count, IntPtr schema);

        /// <summary><c>duckdb_data_chunk_to_arrow</c>: writes an <c>ArrowArray</c> of a chunk.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_to_arrow")]
        public static partial DuckDBErrorData DuckDBDataChunkToArrow(DuckDBArrowOptions options, DuckDBDataChunk chunk, IntPtr array);

        /// <summary><c>duckdb_destroy_arrow_options</c>: gives back the options.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_arrow_options")]
        internal static partial void DuckDBDestroyArrowOptions(ref IntPtr options);
    }
}
