using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>Where the elements of one list lie among the elements of its vector (<c>duckdb_list_entry</c>).</summary>
/// <param name="Offset">The first element.</param>
/// <param name="Length">How many elements there are.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DuckDBListEntry(ulong Offset, ulong Length);
