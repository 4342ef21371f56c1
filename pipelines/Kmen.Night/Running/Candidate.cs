using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Night.Running;

/// <summary>
/// Tonight's candidate: a copy of the last publication (of its file, or of its rows where the file has worn), out of which everything is dropped that is made anew, so that its space is used again; empty where there is no publication,
/// or a full refresh was asked for. It shows the raw tables as views, and knows the workspace's functions.
/// </summary>
internal static class Candidate
{
    /// <summary>
    /// Each table that a night changes takes a block at least, however few its rows. Where all tables together are small, these are most of the file: measured with 20,000 persons, a file of 30 MB
    /// was 44 MB after some nights.
    /// </summary>
    const int SmallBlocks = 65_536;

    /// <summary>Up to so many bytes of raw and staged rows a warehouse is small.</summary>
    const long SmallRaw = 512 << 20;

    static readonly string[] Recorded = ["ops", "activation"];

    /// <summary>Makes and attaches it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="warehouse">The engine.</param>
    /// <param name="basis">The database that it begins with: the last publication's, or a failed candidate's; null where there is none.</param>
    /// <param name="copy">A copy of it that was begun, or null.</param>
    /// <param name="isWorn">Whether its rows are written into a new file instead, because it takes much more than they need. It is attached as <see cref="Catalogs.Previous"/> then.</param>
    /// <param name="stays">The tables that stay, as schema.name in lower case.</param>
    /// <param name="isAttached">Told its name as soon as it must be detached at the end.</param>
    /// <returns>Whether it began as an empty file.</returns>
    internal static bool Begin(RunContext run, IWarehouse warehouse, string? basis, CandidateCopy? copy, bool isWorn, IReadOnlySet<string> stays, Action<string> isAttached)
    {
        Directory.CreateDirectory(run.Layout.BuildFolder);
        var file = run.Layout.BuildFile(run.RunId);
        var isCopy = basis is not null && stays.Count > 0 && !isWorn;
        if (isCopy)
        {
            (copy ?? CandidateCopy.Begin(basis!, file)).Take();
        }
        else
        {
            copy?.Dispose();
        }

        warehouse.Attach(Catalogs.Build, file, isThrowAway: true, blockBytes: !isCopy && new FileInfo(run.Layout.RawFile) is { Exists: true, Length: < SmallRaw } ? SmallBlocks : null);
        isAttached(Catalogs.Build);
        using var session = warehouse.Open(Catalogs.Build);
        if (isWorn)
        {
            session.Execute($"copy from database {Catalogs.Previous} to {Catalogs.Build} (schema)");
        }

        Strip(session, stays);
        WorkspaceFunctions.Forget(session);
        if (isWorn)
        {
            foreach (var table in session.Tables(Catalogs.Build).Where(table => !table.IsView))
            {
                session.Execute($"insert into {SqlText.Names(Catalogs.Build, table.Schema, table.Name)} select * from {SqlText.Names(Catalogs.Previous, table.Schema, table.Name)}");
            }
        }

        Show(run, session);
        return !isCopy;
    }

    /// <summary>Drops what is made anew or no longer made; the checkpoint frees its space before anything new is written.</summary>
    static void Strip(IWarehouseSession session, IReadOnlySet<string> stays)
    {
        var gone = session.Tables(Catalogs.Build).Where(table => Recorded.Contains(table.Schema) || !stays.Contains(table.FullName.ToLowerInvariant())).ToList();
        if (gone.Count > 0)
        {
            session.Execute(string.Join(";\n", gone.Select(table =>
                $"drop {(table.IsView ? "view" : "table")} if exists {SqlText.Names(Catalogs.Build, table.Schema, table.Name)}")));
            session.Execute("checkpoint " + Catalogs.Build);
        }
    }

    static void Show(RunContext run, IWarehouseSession session)
    {
        session.Execute("create schema if not exists raw; create schema if not exists staging");
        var raw = session.Tables(Catalogs.Raw).Where(table => table.Schema == "raw").Select(table => table.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var views = run.Workspace.Sources.Where(source => raw.Contains(source.Name))
            .Select(source => $"create or replace view {SqlText.Names(Catalogs.Build, "raw", source.Name)} as select * from {SqlText.Names(Catalogs.Raw, "raw", source.Name)}").ToList();
        if (views.Count > 0)
        {
            session.Execute(string.Join(";\n", views));
        }

        WorkspaceFunctions.Define(session, WorkspaceFunctions.Text(run.Layout.Root));
    }
}
