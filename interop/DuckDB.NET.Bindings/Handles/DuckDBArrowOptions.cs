using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>Options of the conversion to Arrow (<c>duckdb_arrow_options</c>).</summary>
public sealed class DuckDBArrowOptions : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>An empty handle, to be filled by a call.</summary>
    public DuckDBArrowOptions() : base(ownsHandle: true)
    {
    }

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.Arrow.DuckDBDestroyArrowOptions(ref handle);
        return true;
    }
}
