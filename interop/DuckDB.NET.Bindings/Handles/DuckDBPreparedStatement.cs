using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>A prepared statement (<c>duckdb_prepared_statement</c>).</summary>
public sealed class DuckDBPreparedStatement : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>An empty handle, to be filled by a call.</summary>
    public DuckDBPreparedStatement() : base(ownsHandle: true)
    {
    }

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.PreparedStatements.DuckDBDestroyPrepare(ref handle);
        return true;
    }
}
