using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>A type with its parameters (<c>duckdb_logical_type</c>).</summary>
public sealed class DuckDBLogicalType : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>An empty handle, to be filled by a call.</summary>
    public DuckDBLogicalType() : base(ownsHandle: true)
    {
    }

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.LogicalType.DuckDBDestroyLogicalType(ref handle);
        return true;
    }
}
