using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>The result of a statement (<c>duckdb_result</c>); the fields belong to the engine.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct DuckDBResult : IDisposable
{
    private ulong columnCount;
    private ulong rowCount;
    private ulong rowsChanged;
    private IntPtr columns;
    private IntPtr errorMessage;
    private IntPtr internalData;

    /// <summary>Gives the result back to the engine; a second call does nothing.</summary>
    public void Close() => NativeMethods.Query.DuckDBDestroyResult(ref this);

    /// <inheritdoc cref="Close"/>
    public void Dispose() => Close();
}
