using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest;

/// <summary>
/// Loads raw exports into the raw store. For every file, rows read = rows loaded + rows rejected + duplicates skipped; the left side is counted without the engine.
/// A second run over the same files does nothing; a run that is killed at any moment is completed by the next.
/// </summary>
public static class Ingestion
{
    /// <summary>The name under which the raw store has to be attached, for reading and writing.</summary>
    public const string Catalog = "raw_store";

    /// <summary>The steps of the raw store's own tables. <see cref="Run"/> applies them.</summary>
    public static IReadOnlyList<Migration> Migrations => IngestSchema.Migrations;

    /// <summary>Loads what is new or changed. Files are scanned one ahead of the file that is being loaded.</summary>
    /// <param name="context">The run. Intermediate files are written below its layout's temporary folder.</param>
    /// <param name="warehouse">The engine, with <see cref="Catalog"/> attached.</param>
    /// <param name="onlySources">Names of the sources to load; null: all.</param>
    /// <param name="cancellation">Ends the run; files loaded so far stay loaded.</param>
    /// <returns>What became of the sources. Failures of files and folders are in it and not thrown, so that every other file is loaded.</returns>
    /// <exception cref="KmenException">A name in <paramref name="onlySources"/> is no source; <see cref="ExitCode.Usage"/>.</exception>
    /// <exception cref="WarehouseException">The engine failed for a reason that lies in no file, such as a full disk.</exception>
    public static IngestResult Run(
        RunContext context, IWarehouse warehouse, IReadOnlyList<string>? onlySources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(warehouse);
        var chosen = Chosen(context.Workspace, onlySources);
        Migration.Apply(warehouse, Catalog, Migrations);
        using var session = warehouse.Open(Catalog);
        foreach (var source in context.Workspace.Sources)
        {
            Loading.RawTable.Ensure(session, source, cancellation);
        }

        return new IngestRun(context, warehouse, session).Load(chosen, cancellation);
    }

    static IReadOnlyList<SourceConfiguration> Chosen(WorkspaceConfiguration workspace, IReadOnlyList<string>? names)
    {
        var known = workspace.Sources.Select(source => source.Name).ToList();
        foreach (var name in names ?? [])
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                throw KmenException.Usage(
                    $"There is no source {name} in kmen.yml.", new SourcePosition("kmen.yml"),
                    NearestNames.Question(name, known) ?? $"Sources here: {string.Join(", ", known)}.");
            }
        }

        return [.. workspace.Sources.Where(source => names is null || names.Contains(source.Name, StringComparer.Ordinal))];
    }
}
