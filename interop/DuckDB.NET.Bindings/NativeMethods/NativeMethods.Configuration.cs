using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Options for opening a database.</summary>
    public static partial class Configuration
    {
        /// <summary><c>duckdb_create_config</c>: an empty set of options.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_config")]
        public static partial DuckDBState DuckDBCreateConfig(out DuckDBConfig config);

        /// <summary><c>duckdb_set_config</c>: sets one option by name.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_set_config", StringMarshalling = StringMarshalling.Utf8)]
        public static partial DuckDBState DuckDBSetConfig(DuckDBConfig config, string name, string option);

        /// <summary><c>duckdb_destroy_config</c>: gives back a set of options.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_config")]
        internal static partial void DuckDBDestroyConfig(ref IntPtr config);

        /// <summary><c>duckdb_config_count</c>: how many options there are.</summary>
        public static int DuckDBConfigCount() => checked((int)RawConfigCount());

        [LibraryImport(Library, EntryPoint = "duckdb_config_count")]
        private static partial nuint RawConfigCount();

        /// <summary><c>duckdb_get_config_flag</c>: the name and description of one option, counted from 0.</summary>
        public static DuckDBState DuckDBGetConfigFlag(int index, out string name, out string description)
        {
            var state = RawGetConfigFlag(checked((nuint)index), out var nameText, out var descriptionText);
            name = ReadText(nameText);
            description = ReadText(descriptionText);
            return state;
        }

        [LibraryImport(Library, EntryPoint = "duckdb_get_config_flag")]
        private static partial DuckDBState RawGetConfigFlag(nuint index, out IntPtr name, out IntPtr description);
    }
}
