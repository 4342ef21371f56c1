using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>The context a connection runs its queries in (<c>duckdb_client_context</c>).</summary>
public sealed class DuckDBClientContext : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>An empty handle, to be filled by a call.</summary>
    public DuckDBClientContext() : base(ownsHandle: true)
    {
    }

    /// <summary>The number of the connection this context belongs to.</summary>
    public ulong ConnectionId => NativeMethods.Startup.DuckDBClientContextGetConnectionId(this);

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.Startup.DuckDBDestroyClientContext(ref handle);
        return true;
    }
}
