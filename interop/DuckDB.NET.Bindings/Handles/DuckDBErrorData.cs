using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>The error of a call, if there was one (<c>duckdb_error_data</c>).</summary>
public sealed class DuckDBErrorData : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>An empty handle, to be filled by a call.</summary>
    public DuckDBErrorData() : base(ownsHandle: true)
    {
    }

    /// <summary>Whether the call failed.</summary>
    public bool HasError => !IsInvalid && NativeMethods.ErrorData.DuckDBErrorDataHasError(this);

    /// <summary>The engine's message, empty when the call did not fail.</summary>
    public string Message => IsInvalid ? string.Empty : NativeMethods.ErrorData.DuckDBErrorDataMessage(this);

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.ErrorData.DuckDBDestroyErrorData(ref handle);
        return true;
    }
}
