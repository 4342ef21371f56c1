using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>How far a query is (<c>duckdb_query_progress_type</c>).</summary>
/// <param name="Percentage">0 to 100, or -1 when nothing runs or the engine does not know.</param>
/// <param name="RowsProcessed">How many rows were worked through.</param>
/// <param name="TotalRowsToProcess">How many rows there are to work through, as estimated.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DuckDBQueryProgress(double Percentage, ulong RowsProcessed, ulong TotalRowsToProcess);
