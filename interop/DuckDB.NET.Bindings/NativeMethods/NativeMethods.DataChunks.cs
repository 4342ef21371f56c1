using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Chunks of rows.</summary>
    public static partial class DataChunks
    {
        /// <summary><c>duckdb_create_data_chunk</c>: an empty chunk with columns of these logical types.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_data_chunk")]
        public static partial DuckDBDataChunk DuckDBCreateDataChunk(IntPtr[] types, ulong count);

        /// <summary><c>duckdb_data_chunk_reset</c>: empties a chunk.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_reset")]
        public static partial void DuckDBDataChunkReset(DuckDBDataChunk chunk);

        /// <summary><c>duckdb_data_chunk_get_column_count</c>: how many columns a chunk has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_get_column_count")]
        public static partial long DuckDBDataChunkGetColumnCount(DuckDBDataChunk chunk);

        /// <summary><c>duckdb_data_chunk_get_vector</c>: a chunk's column, counted from 0; it lives as long as the chunk.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_get_vector")]
        public static partial IntPtr DuckDBDataChunkGetVector(DuckDBDataChunk chunk, long column);

        /// <summary><c>duckdb_data_chunk_get_size</c>: how many rows a chunk has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_get_size")]
        public static partial ulong DuckDBDataChunkGetSize(DuckDBDataChunk chunk);

        /// <summary><c>duckdb_data_chunk_set_size</c>: states how many rows were written; returns that number.</summary>
        public static long DuckDBDataChunkSetSize(DuckDBDataChunk chunk, ulong size)
        {
            RawDataChunkSetSize(chunk, size);
            return checked((long)size);
        }

        [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_set_size")]
        private static partial void RawDataChunkSetSize(DuckDBDataChunk chunk, ulong size);

        /// <summary><c>duckdb_destroy_data_chunk</c>: gives back a chunk.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_data_chunk")]
        internal static partial void DuckDBDestroyDataChunk(ref IntPtr chunk);
    }
}
