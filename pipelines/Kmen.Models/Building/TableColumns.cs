using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>The columns of tables and views as the engine's catalogue has them.</summary>
internal static class TableColumns
{
    /// <summary>Names and types in order; empty where there is no such table.</summary>
    internal static IReadOnlyList<(string Name, string Type)> Of(IWarehouseSession session, string catalog, string table)
    {
        var dot = table.IndexOf('.', StringComparison.Ordinal);
        return session.List(
            """
            select column_name, data_type from duckdb_columns()
            where database_name = $1 and lower(schema_name) = lower($2) and lower(table_name) = lower($3) order by column_index
            """,
            row => (row.GetString(0), row.GetString(1)), [catalog, table[..dot], table[(dot + 1)..]]);
    }
}
