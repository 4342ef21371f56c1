using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>A bulk loader of one table (<c>duckdb_appender</c>).</summary>
public sealed class DuckDBAppender : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>An empty handle, to be filled by a call.</summary>
    public DuckDBAppender() : base(ownsHandle: true)
    {
    }

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        return NativeMethods.Appender.DuckDBAppenderDestroy(ref handle).IsSuccess();
    }
}
