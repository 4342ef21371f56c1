using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>Options for opening a database (<c>duckdb_config</c>).</summary>
public sealed class DuckDBConfig : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>An empty handle, to be filled by a call.</summary>
    public DuckDBConfig() : base(ownsHandle: true)
    {
    }

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.Configuration.DuckDBDestroyConfig(ref handle);
        return true;
    }
}
