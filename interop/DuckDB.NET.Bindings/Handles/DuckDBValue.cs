using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>A single value with its type (<c>duckdb_value</c>).</summary>
public sealed class DuckDBValue : SafeHandleZeroOrMinusOneIsInvalid, IDuckDBValueReader
{
    /// <summary>An empty handle, to be filled by a call.</summary>
    public DuckDBValue() : base(ownsHandle: true)
    {
    }

    /// <inheritdoc />
    public bool IsNull() => IsInvalid || NativeMethods.Value.DuckDBIsNullValue(this);

    /// <inheritdoc />
    /// <exception cref="InvalidCastException">The value is null, or there is no way from its type to <typeparamref name="T"/>.</exception>
    public T GetValue<T>() => DuckDBValueConversion.To<T>(this);

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.Value.DuckDBDestroyValue(ref handle);
        return true;
    }
}
