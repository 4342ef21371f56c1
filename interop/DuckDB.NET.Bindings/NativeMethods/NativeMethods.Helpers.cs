using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Constants of the engine and its memory.</summary>
    public static partial class Helpers
    {
        /// <summary><c>duckdb_vector_size</c>: how many rows a chunk holds at most.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_vector_size")]
        public static partial ulong DuckDBVectorSize();

        /// <summary><c>duckdb_free</c>: gives back memory that the engine handed out.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_free")]
        internal static partial void DuckDBFree(IntPtr memory);
    }
}
