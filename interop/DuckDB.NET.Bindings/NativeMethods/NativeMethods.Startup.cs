using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Databases and connections.</summary>
    public static partial class Startup
    {
        /// <summary><c>duckdb_open_ext</c>: opens or creates a database; no path opens one in memory.</summary>
        public static DuckDBState DuckDBOpen(string? path, out DuckDBDatabase database, DuckDBConfig config, out string error)
        {
            var state = RawOpen(path, out database, config, out var text);
            error = TakeText(text);
            return state;
        }

        [LibraryImport(Library, EntryPoint = "duckdb_open_ext", StringMarshalling = StringMarshalling.Utf8)]
        private static partial DuckDBState RawOpen(string? path, out DuckDBDatabase database, DuckDBConfig config, out IntPtr error);

        /// <summary><c>duckdb_close</c>: closes a database.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_close")]
        internal static partial void DuckDBClose(ref IntPtr database);

        /// <summary><c>duckdb_connect</c>: connects to an open database.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_connect")]
        public static partial DuckDBState DuckDBConnect(DuckDBDatabase database, out DuckDBNativeConnection connection);

        /// <summary><c>duckdb_disconnect</c>: ends a connection.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_disconnect")]
        internal static partial void DuckDBDisconnect(ref IntPtr connection);

        /// <summary><c>duckdb_interrupt</c>: asks the running query to end; may be called from any thread.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_interrupt")]
        public static partial void DuckDBInterrupt(DuckDBNativeConnection connection);

        /// <summary><c>duckdb_query_progress</c>: how far the running query is; may be called from any thread.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_query_progress")]
        public static partial DuckDBQueryProgress DuckDBQueryProgress(DuckDBNativeConnection connection);

        /// <summary><c>duckdb_connection_get_client_context</c>: the context of a connection.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_connection_get_client_context")]
        public static partial void DuckDBConnectionGetClientContext(DuckDBNativeConnection connection, out DuckDBClientContext context);

        /// <summary><c>duckdb_client_context_get_connection_id</c>: the number of a context's connection.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_client_context_get_connection_id")]
        internal static partial ulong DuckDBClientContextGetConnectionId(DuckDBClientContext context);

        /// <summary><c>duckdb_destroy_client_context</c>: gives back a context.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_client_context")]
        internal static partial void DuckDBDestroyClientContext(ref IntPtr context);

        /// <summary><c>duckdb_library_version</c>: the version of the engine, as <c>v1.5.6</c>.</summary>
        public static string DuckDBLibraryVersion() => ReadText(RawLibraryVersion());

        [LibraryImport(Library, EntryPoint = "duckdb_library_version")]
        private static partial IntPtr RawLibraryVersion();
    }
}
