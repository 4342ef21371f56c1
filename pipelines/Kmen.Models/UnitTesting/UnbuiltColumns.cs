using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Warehouse;

namespace Kmen.Models.UnitTesting;

/// <summary>The columns of tables, also of those that no run has made yet: their models are bound over tables without rows.</summary>
internal sealed class UnbuiltColumns(
    IWarehouse warehouse, ModelSet models, string? functions, Func<string, IReadOnlyList<(string Name, string Type)>?> built) : IDisposable
{
    const string Catalog = "unbuilt";
    readonly Dictionary<string, IReadOnlyList<(string Name, string Type)>?> found = [];
    IWarehouseSession? session;

    /// <summary>Names and types, or null where they cannot be known.</summary>
    internal IReadOnlyList<(string Name, string Type)>? Of(string table)
    {
        if (!found.TryGetValue(table, out var columns))
        {
            // Whoever asks for it again before it is known stands in a circle.
            found[table] = null;
            found[table] = columns = built(table) ?? Bound(table);
        }

        return columns;
    }

    IReadOnlyList<(string Name, string Type)>? Bound(string table)
    {
        if (!models.Models.TryGetValue(table, out var model))
        {
            return null;
        }

        var reads = models.Queries[table].Tables.Select(read => read.FullName).Distinct().Select(read => (Name: read, Columns: Of(read))).ToList();
        if (reads.Exists(read => read.Columns is null or { Count: 0 }))
        {
            return null;
        }

        try
        {
            var open = Session();
            foreach (var (name, columns) in reads)
            {
                open.Execute($"create schema if not exists {SqlText.Name(name.Split('.')[0])}");
                open.Execute($"create or replace table {SqlText.Names(name.Split('.'))} ({string.Join(", ", columns!.Select(column => $"{SqlText.Name(column.Name)} {column.Type}"))})");
            }

            var made = open.List($"describe {model.Sql}", row => (row.GetString(0), row.GetString(1)));
            return model.Materialization == Materialization.Snapshot ? [.. made, .. SnapshotBuild.OwnColumns.Select(column => (column, "TIMESTAMP"))] : made;
        }
        catch (WarehouseException)
        {
            // Whatever is wrong with that model is told when it is built.
            return null;
        }
    }

    IWarehouseSession Session()
    {
        if (session is null)
        {
            warehouse.Attach(Catalog, null);
            session = warehouse.Open(Catalog);
            WorkspaceFunctions.Define(session, functions);
        }

        return session;
    }

    public void Dispose()
    {
        if (session is not null)
        {
            session.Dispose();
            warehouse.Detach(Catalog);
        }
    }
}
