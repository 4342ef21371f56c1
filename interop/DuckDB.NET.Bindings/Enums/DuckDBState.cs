namespace DuckDB.NET.Native;

/// <summary>Whether a call of the C API succeeded (<c>duckdb_state</c>).</summary>
public enum DuckDBState
{
    /// <summary>The call succeeded.</summary>
    Success = 0,

    /// <summary>The call failed.</summary>
    Error = 1,
}
