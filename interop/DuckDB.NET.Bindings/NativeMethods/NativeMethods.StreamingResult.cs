using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Results that are made as they are fetched.</summary>
    public static partial class StreamingResult
    {
        /// <summary><c>duckdb_stream_fetch_chunk</c>: the next rows of a streaming result, an invalid handle at the end.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_stream_fetch_chunk")]
        public static partial DuckDBDataChunk DuckDBStreamFetchChunk(DuckDBResult result);
    }
}
