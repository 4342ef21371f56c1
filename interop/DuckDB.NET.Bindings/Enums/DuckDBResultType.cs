namespace DuckDB.NET.Native;

/// <summary>What a statement returned (<c>duckdb_result_type</c>).</summary>
public enum DuckDBResultType
{
    /// <summary>No result.</summary>
    Invalid = 0,

    /// <summary>A count of changed rows.</summary>
    ChangedRows = 1,

    /// <summary>Nothing, as from <c>create table</c>.</summary>
    Nothing = 2,

    /// <summary>Rows.</summary>
    QueryResult = 3,
}
