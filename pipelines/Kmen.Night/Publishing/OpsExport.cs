using Kmen.Models.Building;
using Kmen.Night.Ops;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Night.Publishing;

/// <summary>
/// Writes <c>published/ops.duckdb</c> after every run, failed ones too. Its tables stand in the schema <c>main</c>, because a file must not carry the name of one of its schemas:
/// opened or attached as <c>ops</c>, they read <c>ops.runs</c>, <c>ops.steps</c> …
/// </summary>
internal static class OpsExport
{
    const string Catalog = "ops_export";

    static readonly (string Catalog, TableComment Table)[] Tables =
    [
        (Catalogs.State, OpsComments.Runs), (Catalogs.State, OpsComments.Steps), (Catalogs.State, OpsComments.Tests), (Catalogs.State, OpsComments.TableRows),
        (Catalogs.Raw, OpsComments.Files), (Catalogs.Raw, OpsComments.Rejects), (Catalogs.State, OpsComments.Deliveries),
    ];

    /// <summary>Writes the file aside and renames it over the old one.</summary>
    internal static void Write(IWarehouse warehouse, TargetLayout layout)
    {
        Directory.CreateDirectory(layout.PublishedFolder);
        var part = layout.OpsFile + ".part";
        File.Delete(part);
        File.Delete(part + ".wal");
        warehouse.Attach(Catalog, part);
        using (var session = warehouse.Open(Catalog))
        {
            session.Execute("create schema activation");
            Copy(session, Catalog, table => table.Replace("ops.", "main.", StringComparison.Ordinal));
        }

        warehouse.Detach(Catalog);
        Disk.Seal(part);
        Failpoint.Reached("ops.before-rename");
        File.Move(part, layout.OpsFile, overwrite: true);
        Failpoint.Reached("ops.after-rename");
    }

    /// <summary>Copies the same tables into a candidate, where they stand in the schemas <c>ops</c> and <c>activation</c>.</summary>
    internal static void CopyInto(IWarehouseSession session, string catalog)
    {
        session.Execute($"create schema if not exists {catalog}.ops; create schema if not exists {catalog}.activation");
        Copy(session, catalog, table => table);
    }

    static void Copy(IWarehouseSession session, string catalog, Func<string, string> place)
    {
        foreach (var (source, table) in Tables)
        {
            var target = table with { Table = place(table.Table) };
            session.Execute($"create or replace table {catalog}.{target.Table} as select * from {source}.{table.Table}");
            TableComment.Write(session, catalog, target);
        }
    }
}
