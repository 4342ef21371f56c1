using System.Globalization;
using Kmen.Models.Building;
using Kmen.Night.Ops;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Night.Running;

/// <summary>Starts the engine of a run with its kept databases.</summary>
internal static class Engine
{
    const double DefaultShareOfMemory = 0.6;

    /// <summary>Starts it and attaches the kept databases, brought to their newest versions.</summary>
    internal static IWarehouse Start(TargetLayout layout, EngineConfiguration settings, NightOptions options)
    {
        var warehouse = DuckDbWarehouse.Start(new WarehouseOptions
        {
            Threads = options.Threads ?? settings.Threads ?? Environment.ProcessorCount,
            Memory = options.Memory ?? settings.Memory ?? DefaultMemory(),
            HeldMemory = DefaultMemory(),
            TempFolder = Path.Combine(layout.TempFolder, "spill"),
            TempLimit = settings.TempLimit,
        });
        try
        {
            Attach(warehouse, Catalogs.State, layout.StateFile);
            Attach(warehouse, Catalogs.Raw, layout.RawFile);
            Migration.Apply(warehouse, Catalogs.State,
                [.. OpsSchema.Migrations, .. Identity.Registry.Migrations, .. Activation.Sync.Migrations]);
            Migration.Apply(warehouse, Catalogs.Raw, [.. Ingest.Ingestion.Migrations, .. Models.State.BuiltModelTable.Migrations]);
            return warehouse;
        }
        catch
        {
            warehouse.Dispose();
            throw;
        }
    }

    static void Attach(IWarehouse warehouse, string catalog, string file)
    {
        try
        {
            warehouse.Attach(catalog, file);
        }
        catch (WarehouseException e) when (e.Kind == "IO" && e.Message.Contains("lock", StringComparison.OrdinalIgnoreCase))
        {
            throw new KmenException(
                $"Another program has {Path.GetFileName(file)} open: {e.Message}", new SourcePosition(file),
                "Close it: readers open published/warehouse.duckdb, never the files under .kmen.", ExitCode.Busy, e);
        }
    }

    static string DefaultMemory() => string.Create(
        CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * DefaultShareOfMemory / (1 << 20):F0}MiB");
}
