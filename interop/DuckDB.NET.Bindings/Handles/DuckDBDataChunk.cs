using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>Some thousand rows, column by column (<c>duckdb_data_chunk</c>).</summary>
public sealed class DuckDBDataChunk : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>An empty handle, to be filled by a call; the chunk is destroyed with it.</summary>
    public DuckDBDataChunk() : base(ownsHandle: true)
    {
    }

    /// <summary>A chunk that the engine lends for the time of a callback and destroys itself.</summary>
    public DuckDBDataChunk(IntPtr chunk) : base(ownsHandle: false) => SetHandle(chunk);

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.DataChunks.DuckDBDestroyDataChunk(ref handle);
        return true;
    }
}
