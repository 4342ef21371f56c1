using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;
using Kmen.Workspace;

namespace Kmen.Cli.Queries;

/// <summary>
/// The last publication under its own schema names, with <c>ops</c> and <c>activation</c> as of the last run, which may be younger than the publication.
/// Only files that no run writes are opened, so it works while one goes on. Nothing can be changed through it.
/// </summary>
sealed class PublishedWarehouse : IDisposable
{
    const string Publication = "warehouse";
    const string Operations = "operations";
    readonly DuckDbWarehouse warehouse;
    readonly string tempFolder;

    PublishedWarehouse(DuckDbWarehouse warehouse, string tempFolder, bool hasPublication)
    {
        this.warehouse = warehouse;
        this.tempFolder = tempFolder;
        HasPublication = hasPublication;
    }

    /// <summary>Whether a night has been published; if not, only what happened in runs can be asked.</summary>
    public bool HasPublication { get; }

    /// <summary>Opens what is published.</summary>
    /// <param name="layout">The target's files.</param>
    /// <param name="target">The target's name, for the error.</param>
    /// <param name="engine">The engine's settings for a spill folder.</param>
    /// <exception cref="KmenException">Nothing is published yet.</exception>
    public static PublishedWarehouse Open(TargetLayout layout, string target, Func<string, WarehouseOptions> engine)
    {
        var publication = Real(layout.PublishedFile);
        var operations = Real(layout.OpsFile);
        if (publication is null && operations is null)
        {
            throw new KmenException(
                $"Nothing is published yet in {layout.Shown(layout.PublishedFolder)} (target {target}).", null, "Run a night first: kmen run");
        }

        var tempFolder = TempFolder(layout);
        var warehouse = DuckDbWarehouse.Start(engine(tempFolder));
        var opened = new PublishedWarehouse(warehouse, tempFolder, publication is not null);
        try
        {
            opened.Attach(publication, operations);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>A session in which <c>marts.person</c>, <c>ops.runs</c> … are found by these names.</summary>
    public IWarehouseSession Session() => warehouse.Open();

    /// <inheritdoc/>
    public void Dispose()
    {
        warehouse.Dispose();
        try
        {
            Directory.Delete(tempFolder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Spill files that stay behind are small beside the result that was given; the folder's owner removes them.
        }
    }

    void Attach(string? publication, string? operations)
    {
        using var session = warehouse.Open();
        var views = new List<(string Schema, string Name, string From)>();
        if (operations is not null)
        {
            warehouse.Attach(Operations, operations, readOnly: true);
            views.AddRange(session.Tables(Operations)
                .Select(table => (table.Schema == "main" ? "ops" : table.Schema, table.Name, SqlText.Names(Operations, table.Schema, table.Name))));
        }

        if (publication is not null)
        {
            warehouse.Attach(Publication, publication, readOnly: true);
            var younger = views.Select(view => $"{view.Schema}.{view.Name}").ToHashSet();
            views.AddRange(session.Tables(Publication).Where(table => !younger.Contains(table.FullName))
                .Select(table => (table.Schema, table.Name, SqlText.Names(Publication, table.Schema, table.Name))));
        }

        var statements = views.Select(view => view.Schema).Distinct().Select(schema => $"create schema if not exists {SqlText.Name(schema)}")
            .Concat(views.Select(view => $"create view {SqlText.Names(view.Schema, view.Name)} as from {view.From}"));
        session.Execute(string.Join(";\n", statements));
    }

    /// <summary>The file that a path leads to now: the flip of the link while we open it must not give us two nights.</summary>
    static string? Real(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return null;
        }

        var folder = file.Directory!.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.DirectoryName!;
        var target = new FileInfo(Path.Combine(folder, file.Name)).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
        return File.Exists(target) ? target : null;
    }

    /// <summary>A spill folder of our own: the target's is emptied whenever a run starts.</summary>
    static string TempFolder(TargetLayout layout)
    {
        var name = "query-" + Environment.ProcessId;
        try
        {
            return Directory.CreateDirectory(Path.Combine(layout.StateFolder, name)).FullName;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // An analyst may read what is published without a right to write beside it.
            return Directory.CreateTempSubdirectory("kmen-query-").FullName;
        }
    }
}
