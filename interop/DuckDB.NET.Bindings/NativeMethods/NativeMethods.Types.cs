using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Results that are kept whole.</summary>
    public static partial class Types
    {
        /// <summary><c>duckdb_result_is_streaming</c>: 1 when a result is made as it is fetched.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_result_is_streaming")]
        public static partial byte DuckDBResultIsStreaming(DuckDBResult result);

        /// <summary><c>duckdb_result_get_chunk</c>: some rows of a whole result, by the chunk's number from 0.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_result_get_chunk")]
        public static partial DuckDBDataChunk DuckDBResultGetChunk(DuckDBResult result, long index);
    }
}
