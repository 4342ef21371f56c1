using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Reporting;

namespace Kmen.Night.Publishing;

/// <summary>The published nights of a target: which is current, how the next one gets there, and the way back.</summary>
public static class Publication
{
    /// <summary>The schemas that readers get; everything else of a candidate stays behind.</summary>
    static readonly string[] Hidden = ["raw", Catalogs.Staging];

    /// <summary>What holds for the night alone.</summary>
    static readonly string[] Unpublished = ["identity.record_as_of", "audiences.eligible"];

    /// <summary>What the engine alone works with: whoever else asks for it does so in the warehouse's file.</summary>
    static readonly string[] WithoutParquet = ["audiences.consent", "identity.record_history"];

    /// <summary>What the engine keeps of which moments, beside the facts of the models.</summary>
    static readonly KeyValuePair<string, string>[] EventTimes = [new("identity.history", "event_at")];

    /// <summary>The night that readers see now, or null where nothing is published yet.</summary>
    /// <param name="layout">The target.</param>
    /// <returns>What its <c>publication.json</c> says.</returns>
    public static PublicationInfo? Current(TargetLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return PublicationInfo.Read(layout.CurrentLink);
    }

    /// <summary>All kept nights, newest first.</summary>
    /// <param name="layout">The target.</param>
    /// <returns>What each night's <c>publication.json</c> says.</returns>
    public static IReadOnlyList<PublicationInfo> Nights(TargetLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return !Directory.Exists(layout.NightsFolder) ? [] :
        [
            .. Directory.EnumerateDirectories(layout.NightsFolder).Where(folder => File.Exists(Marker(folder)) || Path.GetFileName(folder) == Current(layout)?.RunId)
                .OrderDescending(StringComparer.Ordinal).Select(PublicationInfo.Read).OfType<PublicationInfo>(),
        ];
    }

    /// <summary>Points readers at another kept night.</summary>
    /// <param name="layout">The target.</param>
    /// <param name="runId">The night's run; null: the one before the current.</param>
    /// <returns>The night that readers see from now on.</returns>
    /// <exception cref="KmenException">There is no such night.</exception>
    public static PublicationInfo Rollback(TargetLayout layout, string? runId)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var nights = Nights(layout);
        var current = Current(layout)?.RunId;
        var target = runId is null
            ? nights.FirstOrDefault(night => string.CompareOrdinal(night.RunId, current) < 0)
            : nights.FirstOrDefault(night => night.RunId == runId);
        if (target is null)
        {
            throw KmenException.Usage(
                runId is null ? "There is no earlier night to go back to." : $"There is no published night {runId}.", null,
                nights.Count == 0 ? "Nothing is published yet: run `kmen run`." : $"Kept nights: {string.Join(", ", nights.Select(night => night.RunId))}.");
        }

        Failpoint.Reached("rollback.before-flip");
        Disk.Flip(layout.CurrentLink, Path.Combine("nights", target.RunId));
        Failpoint.Reached("rollback.after-flip");
        return target;
    }

    /// <summary>Removes what crashed runs left behind. The caller holds the run lock.</summary>
    internal static void CleanUp(TargetLayout layout)
    {
        foreach (var folder in new[] { layout.BuildFolder, layout.TempFolder })
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            Directory.CreateDirectory(folder);
        }

        if (Directory.Exists(layout.NightsFolder))
        {
            // A night that was never flipped to was never published: its run crashed in between.
            var current = Current(layout)?.RunId;
            foreach (var night in Directory.EnumerateDirectories(layout.NightsFolder).Where(night => Path.GetFileName(night) != current && !File.Exists(Marker(night))))
            {
                Directory.Delete(night, recursive: true);
            }
        }
    }

    /// <summary>Begins the folder of the night in the making, aside from where readers look.</summary>
    /// <param name="run">The run.</param>
    /// <param name="models">The workspace's models: which are facts of when, and which nobody asks for as Parquet.</param>
    /// <param name="changedRows">The rows of a table that differ from the current publication's, as a query; empty where none do, null where that is not known.</param>
    internal static ParquetExport Begin(RunContext run, IEnumerable<Model> models, Func<string, string?> changedRows)
    {
        Directory.CreateDirectory(Part(run));
        var eventTimes = models.Where(model => model.EventTime is not null).Select(model => KeyValuePair.Create(model.FullName, model.EventTime!)).Concat(EventTimes);
        return new ParquetExport(Part(run), eventTimes.ToDictionary(), Current(run.Layout) is { } last ? (Path.Combine(run.Layout.NightsFolder, last.RunId), last) : null, changedRows)
        {
            LeftOut = models.Where(model => !model.HasParquet).Select(model => model.FullName).Concat(WithoutParquet).ToHashSet(),
        };
    }

    /// <summary>Removes that folder: the night will not be published.</summary>
    internal static void Discard(RunContext run)
    {
        if (Directory.Exists(Part(run)))
        {
            Directory.Delete(Part(run), recursive: true);
        }
    }

    /// <summary>Whether readers get a table that a step of the build makes.</summary>
    /// <param name="table">The table as schema.name.</param>
    internal static bool IsPublished(string table) => !Unpublished.Contains(table) && !Hidden.Contains(table[..table.IndexOf('.', StringComparison.Ordinal)]);

    /// <summary>Makes the candidate the publication: strips what readers must not see, writes Parquet, seals, flips, drops old nights.</summary>
    /// <param name="run">The run.</param>
    /// <param name="warehouse">The engine.</param>
    /// <param name="parquet">Writes the Parquet files; may have begun.</param>
    /// <param name="fingerprint">Hash of all that the night was made of.</param>
    /// <param name="isAnew">Whether the candidate began as an empty file.</param>
    /// <param name="cancellation">Interrupts.</param>
    internal static PublicationInfo Publish(RunContext run, IWarehouse warehouse, ParquetExport parquet, string fingerprint, bool isAnew, CancellationToken cancellation)
    {
        using var step = run.Reporter.Start("publish", "publish");
        var part = Part(run);
        PublicationInfo info;
        using (var session = warehouse.Open(Catalogs.Build))
        {
            Strip(session);
            OpsExport.CopyInto(session, Catalogs.Build);
            info = Describe(run, session, fingerprint);
            using var beside = warehouse.Open(Catalogs.Build);
            IReadOnlyList<IWarehouseSession> lanes = warehouse.Threads > 1 ? [session, beside] : [session];
            info = info with { Files = parquet.Write(lanes, info.Tables, (done, rows) => step.Progress((double)done / info.Tables.Count, rows), cancellation) };
        }

        warehouse.Detach(Catalogs.Build);
        var file = Path.Combine(part, "warehouse.duckdb");
        Failpoint.Reached("publish.before-move");
        File.Move(run.Layout.BuildFile(run.RunId), file);
        Failpoint.Reached("publish.after-move");
        Disk.Seal(file);
        info = info with { WrittenAnew = isAnew ? new WrittenAnew(new FileInfo(file).Length, info.Cells) : Current(run.Layout)?.WrittenAnew };
        info.Write(part);
        Disk.FlushFolder(part);
        Failpoint.Reached("publish.before-rename");
        var night = Path.Combine(run.Layout.NightsFolder, run.RunId);
        Directory.Move(part, night);
        Failpoint.Reached("publish.after-rename");
        Disk.FlushFolder(run.Layout.NightsFolder);
        Failpoint.Reached("publish.before-flip");
        Disk.Flip(run.Layout.CurrentLink, Path.Combine("nights", run.RunId));
        Failpoint.Reached("publish.after-flip");
        File.WriteAllText(Marker(night), "");
        Link(run.Layout.PublishedFile, Path.Combine("current", "warehouse.duckdb"));
        Link(Path.Combine(run.Layout.PublishedFolder, "parquet"), Path.Combine("current", "parquet"));
        DropOld(run);
        step.End(StepStatus.Succeeded, info.Tables.Values.Sum(), $"{info.Tables.Count} tables to {run.Layout.Shown(night)}");
        return info;
    }

    static string Part(RunContext run) => Path.Combine(run.Layout.NightsFolder, run.RunId + ".part");

    /// <summary>Stands in the folder of every night that readers have seen.</summary>
    static string Marker(string night) => Path.Combine(night, "_PUBLISHED");

    static void Strip(IWarehouseSession session)
    {
        foreach (var table in session.Tables(Catalogs.Build).Where(table => !IsPublished(table.FullName)))
        {
            session.Execute($"drop {(table.IsView ? "view" : "table")} {SqlText.Names(Catalogs.Build, table.Schema, table.Name)}");
        }

        foreach (var schema in Hidden)
        {
            session.Execute($"drop schema if exists {SqlText.Names(Catalogs.Build, schema)}");
        }
    }

    static PublicationInfo Describe(RunContext run, IWarehouseSession session, string fingerprint)
    {
        var tables = session.Tables(Catalogs.Build).Where(table => table.Schema != "main").ToDictionary(
            table => table.FullName, table => session.Scalar<long>($"select count(*) from {SqlText.Names(Catalogs.Build, table.Schema, table.Name)}"));
        return new PublicationInfo(
            run.RunId, run.AsOf, run.Now, fingerprint, session.Scalar<string>("select version()")!, tables, new Dictionary<string, string>())
        {
            Cells = session.List(
                "select schema_name || '.' || table_name, count(*) from duckdb_columns() where database_name = $1 group by all", row => (Table: row.GetString(0), Columns: row.GetInt64(1)), [Catalogs.Build])
                .Sum(table => table.Columns * tables.GetValueOrDefault(table.Table)),
        };
    }

    static void Link(string link, string target)
    {
        if (new FileInfo(link).LinkTarget != target)
        {
            Disk.Flip(link, target);
        }
    }

    static void DropOld(RunContext run)
    {
        foreach (var night in Nights(run.Layout).Skip(run.Workspace.KeepNights).Where(night => night.RunId != run.RunId))
        {
            Directory.Delete(Path.Combine(run.Layout.NightsFolder, night.RunId), recursive: true);
        }
    }
}
