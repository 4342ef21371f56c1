using Kmen.Models.Building;
using Kmen.Warehouse;

namespace Kmen.Models.UnitTesting;

/// <summary>The columns of tables that are there: published, or in the raw store.</summary>
public static class KnownColumns
{
    static readonly IReadOnlyList<(string Name, string Type)> Graph =
        [("as_of", "TIMESTAMP"), ("person_id", "BIGINT"), ("source", "VARCHAR"), ("record_id", "VARCHAR"), ("first_seen_at", "TIMESTAMP")];

    /// <summary>Looks a table up.</summary>
    /// <param name="session">A session that sees the raw store and, where there is one, the publication.</param>
    /// <param name="table">The table as schema.name in lower case.</param>
    /// <returns>Names and types, or null where there is no such table.</returns>
    public static IReadOnlyList<(string Name, string Type)>? Of(IWarehouseSession session, string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table == "identity.record_as_of")
        {
            return Graph;
        }

        var isKept = table.StartsWith("raw.", StringComparison.Ordinal) || table.StartsWith(Catalogs.Staging + ".", StringComparison.Ordinal);
        return TableColumns.Of(session, isKept ? Catalogs.Raw : Catalogs.Previous, table) is { Count: > 0 } found ? found : null;
    }
}
