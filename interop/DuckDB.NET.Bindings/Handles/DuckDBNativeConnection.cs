using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>A connection to an open database; to be used by one thread at a time (<c>duckdb_connection</c>).</summary>
public sealed class DuckDBNativeConnection : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>An empty handle, to be filled by a call.</summary>
    public DuckDBNativeConnection() : base(ownsHandle: true)
    {
    }

    /// <summary>Asks the running query of this connection to end with an error; may be called from any thread.</summary>
    public void Interrupt() => NativeMethods.Startup.DuckDBInterrupt(this);

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.Startup.DuckDBDisconnect(ref handle);
        return true;
    }
}
