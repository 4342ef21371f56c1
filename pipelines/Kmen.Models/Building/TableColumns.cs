using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>The columns of tables and views as the engine's catalogue has them.</summary>
internal static class TableColumns
{
    /// <summary>Names and types in order; empty where there is no such table. Asks for the one table: the engine's list of all columns of all databases takes longer than many a step.</summary>
    internal static IReadOnlyList<(string Name, string Type)> Of(IWarehouseSession session, string catalog, string table)
    {
        try
        {
            return session.List("select name, type from pragma_table_info($1) order by cid", row => (row.GetString(0), row.GetString(1)), [SqlText.Names([catalog, .. table.Split('.', 2)])]);
        }
        catch (WarehouseException e) when (e.Kind is "Catalog" or "Binder")
        {
            return [];
        }
    }

    /// <summary>Names and types of what a query or table gives.</summary>
    internal static IReadOnlyList<(string Name, string Type)> OfQuery(IWarehouseSession session, string query) =>
        session.List($"describe {query}", row => (row.GetString(0), row.GetString(1)));
}
