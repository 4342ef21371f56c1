using Kmen.Night.Running;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;
using Kmen.Workspace;
using Kmen.World;

namespace Kmen.Night.Tests;

/// <summary>A copy of the shipped workspace with a small world's exports, in a folder of its own. But for <see cref="Whole"/>, it reads the core sources only.</summary>
internal sealed class RetailerWorkspace : IDisposable
{
    internal static readonly DateOnly FirstNight = new(2026, 1, 1);

    static readonly Lazy<string> History = new(() => MakeHistory(new WorldOptions { Persons = 1_500, HistoryDays = 300, End = FirstNight, Seed = "night" }, CoreSources.Keep));
    static readonly Lazy<string> Published = new(() => Publish(History.Value));
    static readonly Lazy<string> PublishedWhole = new(() => Publish(MakeHistory(new WorldOptions { Persons = 1_000, HistoryDays = 60, End = FirstNight, Seed = "night" }, _ => { })));

    RetailerWorkspace(string original)
    {
        Folder = Directory.CreateTempSubdirectory("kmen-night-").FullName;
        FolderCopy.Make(original, Folder);
    }

    /// <summary>A workspace with its exports, in which nothing ever ran.</summary>
    internal static RetailerWorkspace Fresh() => new(History.Value);

    /// <summary>A workspace whose first night is published and sent.</summary>
    internal static RetailerWorkspace AfterFirstNight() => new(Published.Value);

    /// <summary>The workspace as it is shipped, every source with its exports, whose first night is published and sent.</summary>
    internal static RetailerWorkspace Whole() => new(PublishedWhole.Value);

    /// <summary>A few hundred persons over some months, in which nothing ever ran.</summary>
    internal static RetailerWorkspace Small(string seed, bool isWhole = false, int mess = 0) => new(MakeHistory(
        new WorldOptions { Persons = 300, HistoryDays = 120, ActivityPercent = 250, End = FirstNight, Seed = seed, Mess = mess },
        folder =>
        {
            Change(Path.Combine(folder, "models", "purchase_30d.yml"), "cutoffs: 3", "cutoffs: 2");
            if (!isWhole)
            {
                CoreSources.Keep(folder);
            }
        }));

    /// <summary>The same once more, with all that its runs have left.</summary>
    internal RetailerWorkspace Copy() => new(Folder);

    internal string Folder { get; }

    internal TargetLayout Layout => WorkspaceReader.Read(Folder).Layout("dev");

    /// <summary>The day of the last night that was published.</summary>
    internal DateOnly LastDay => DateOnly.FromDateTime(Publishing.Publication.Current(Layout)!.AsOf.AddHours(12));

    /// <summary>The day of the newest exports.</summary>
    internal DateOnly ExportDay => DateOnly.ParseExact(
        Directory.EnumerateFiles(Path.Combine(Folder, "incoming", "customers")).Max(StringComparer.Ordinal)![^14..^4], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Makes the exports of one more day.</summary>
    /// <returns>The day whose midnight ends it.</returns>
    internal DateOnly NextDay() => Retailer.GenerateNextDay(Folders(Folder), 1).ExportDate;

    internal NightResult Run(DateOnly day, Func<NightOptions, NightOptions>? adjust = null, RecordingReporter? report = null)
    {
        var options = new NightOptions { AsOf = day, Threads = 2, Memory = "2GB" };
        return NightRun.Execute(
            WorkspaceReader.Read(Folder), adjust is null ? options : adjust(options), report ?? new RecordingReporter(), TimeProvider.System, CancellationToken.None);
    }

    /// <summary>Changes a file of the workspace.</summary>
    internal void Edit(string file, Func<string, string> change)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        var changed = change(text);
        changed.Should().NotBe(text, because: "an edit that changes nothing tests nothing");
        File.WriteAllText(path, changed);
    }

    /// <summary>Takes over what is new or other in another workspace's exports.</summary>
    internal void TakeExportsOf(RetailerWorkspace other)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(other.Folder, "incoming"), "*", SearchOption.AllDirectories).Select(path => new FileInfo(path)))
        {
            var own = new FileInfo(Path.Combine(Folder, Path.GetRelativePath(other.Folder, file.FullName)));
            if (!own.Exists || own.Length != file.Length || own.LastWriteTimeUtc != file.LastWriteTimeUtc)
            {
                file.CopyTo(own.FullName, overwrite: true);
            }
        }
    }

    /// <summary>Reads the published warehouse as any client would.</summary>
    internal IReadOnlyList<T> Read<T>(string sql, Func<System.Data.Common.DbDataReader, T> row, string? file = null)
    {
        using var engine = Engine();
        engine.Attach("night", file ?? Layout.PublishedFile, readOnly: true);
        engine.Attach("ops_file", Layout.OpsFile, readOnly: true);
        using var session = engine.Open("night");
        return session.List(sql, row);
    }

    internal long Count(string sql) => Read($"select ({sql})::bigint", row => row.GetInt64(0))[0];

    /// <summary>Rows and a hash of every published table, whatever the order of rows; columns that name the run are left out.</summary>
    internal IReadOnlyDictionary<string, string> Contents(string? file = null)
    {
        using var engine = Engine();
        engine.Attach("night", file ?? Layout.PublishedFile, readOnly: true);
        using var session = engine.Open("night");
        return session.Tables().Where(table => table.Schema is not ("ops" or "activation" or "main"))
            .ToDictionary(table => table.FullName, table => session.Scalar<string>(
                $"select count(*)::varchar || ' rows, hash ' || coalesce(sum(hash(t)::hugeint)::varchar, '') from (select columns(c -> c <> 'run_id') from {table.FullName}) t")!);
    }

    internal static DuckDbWarehouse Engine() => DuckDbWarehouse.Start(new WarehouseOptions { Threads = 2, Memory = "1GB", TempFolder = Path.GetTempPath() });

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
    }

    static WorldFolders Folders(string folder) => new(Path.Combine(folder, "incoming"));

    static string MakeHistory(WorldOptions world, Action<string> cut)
    {
        var folder = Directory.CreateTempSubdirectory("kmen-history-").FullName;
        foreach (var part in new[] { "sql", "models" })
        {
            FolderCopy.Make(Path.Combine(Repository.Root, part), Path.Combine(folder, part));
        }

        File.Copy(Path.Combine(Repository.Root, "kmen.yml"), Path.Combine(folder, "kmen.yml"));
        Hasten(Path.Combine(folder, "models", "purchase_30d.yml"));
        cut(folder);
        Retailer.GenerateHistory(world, Folders(folder));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    /// <summary>What is learned is held to its figures elsewhere; here every night learns.</summary>
    static void Hasten(string model)
    {
        Change(model, "cutoffs: 5", "cutoffs: 3");
        Change(model, "rounds: 200", "rounds: 40");
    }

    static void Change(string file, string old, string with)
    {
        var text = File.ReadAllText(file);
        text.Should().Contain(old);
        File.WriteAllText(file, text.Replace(old, with, StringComparison.Ordinal));
    }

    static string Publish(string original)
    {
        var workspace = new RetailerWorkspace(original);
        var night = workspace.Run(FirstNight);
        night.Errors.Should().BeEmpty();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => workspace.Dispose();
        return workspace.Folder;
    }
}
