using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>The statements of one text (<c>duckdb_extracted_statements</c>).</summary>
public sealed class DuckDBExtractedStatements : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>An empty handle, to be filled by a call.</summary>
    public DuckDBExtractedStatements() : base(ownsHandle: true)
    {
    }

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.ExtractStatements.DuckDBDestroyExtracted(ref handle);
        return true;
    }
}
