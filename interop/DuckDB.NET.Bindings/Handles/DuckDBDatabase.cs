using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>An open database (<c>duckdb_database</c>).</summary>
public sealed class DuckDBDatabase : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>An empty handle, to be filled by a call.</summary>
    public DuckDBDatabase() : base(ownsHandle: true)
    {
    }

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.Startup.DuckDBClose(ref handle);
        return true;
    }
}
