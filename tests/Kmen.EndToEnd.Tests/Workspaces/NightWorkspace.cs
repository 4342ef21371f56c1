using Kmen.Activation.Tests.Receiver;
using Kmen.EndToEnd.Tests.Processes;
using Kmen.World;

namespace Kmen.EndToEnd.Tests.Workspaces;

/// <summary>
/// A workspace whose first night is published and sent, and whose exports of the second day lie ready, with withdrawals of consent among them; and the marketing tool
/// that it sends to. Each test has a copy of its own.
/// </summary>
internal sealed class NightWorkspace : IAsyncDisposable
{
    internal const string FirstDay = "2026-01-01";
    internal const string SecondDay = "2026-01-02";
    internal const string Secret = "end to end";

    static readonly Lazy<Task<NightWorkspace>> Prepared = new(Prepare);
    static readonly Lazy<Task<Effects>> Undisturbed = new(RunUndisturbed);

    NightWorkspace(string folder, WebhookReceiver crm)
    {
        Folder = folder;
        Crm = crm;
    }

    internal static IReadOnlyList<string> Audiences { get; } = ["three_of_four", "with_a_town"];

    /// <summary>The failpoints that the undisturbed second night reached, in their order.</summary>
    internal static IReadOnlyList<string> Reached { get; private set; } = [];

    /// <summary>How long the undisturbed second night took.</summary>
    internal static TimeSpan Length { get; private set; }

    internal string Folder { get; }

    internal WebhookReceiver Crm { get; private set; }

    /// <summary>Threads of a night.</summary>
    internal int Threads { get; set; } = 2;

    internal string LockFile => Path.Combine(Folder, ".kmen", "run.lock");

    internal string PublishedFile => Path.Combine(Folder, "published", "warehouse.duckdb");

    /// <summary>Where the endpoint is; a test may point it elsewhere.</summary>
    internal string CrmUrl { get; set; } = "";

    internal string CurrentRun => Path.GetFileName(new FileInfo(Path.Combine(Folder, "published", "current")).LinkTarget!);

    internal static async Task<NightWorkspace> Copy()
    {
        var original = await Prepared.Value;
        var crm = await WebhookReceiver.Start(Secret);
        crm.Resume(original.Crm);
        var copy = new NightWorkspace(Directory.CreateTempSubdirectory("kmen-e2e-").FullName, crm) { CrmUrl = crm.Address.ToString() };
        FolderCopy.Make(original.Folder, copy.Folder);
        return copy;
    }

    /// <summary>What the second night leaves when nothing disturbs it.</summary>
    internal static Task<Effects> Reference() => Undisturbed.Value;

    internal KmenProcess Start(IReadOnlyDictionary<string, string> more, params string[] arguments) => KmenProcess.Start(Folder, Environment(more), arguments);

    internal KmenProcess Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    internal async Task<KmenResult> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        return await process.Ended();
    }

    /// <summary>The second night, with failpoints as asked.</summary>
    internal KmenProcess StartNight(params (string Name, string Value)[] more) =>
        Start(more.ToDictionary(pair => pair.Name, pair => pair.Value), "run", "--as-of", SecondDay, "--threads", $"{Threads}", "--memory", "1GB");

    internal async Task<KmenResult> Night(params (string Name, string Value)[] more)
    {
        using var process = StartNight(more);
        return await process.Ended();
    }

    internal Dictionary<string, string> Environment(IReadOnlyDictionary<string, string> more) =>
        new(more) { ["KMEN_CRM_URL"] = CrmUrl, ["KMEN_CRM_SECRET"] = Secret };

    internal IReadOnlyDictionary<string, string> Contents()
    {
        using var published = new Published(PublishedFile);
        return published.Contents();
    }

    /// <summary>A column of <c>ops.duckdb</c>, which is written after every run.</summary>
    internal IReadOnlyList<string> Ops(string sql)
    {
        using var ops = new Published(Path.Combine(Folder, "published", "ops.duckdb"));
        return ops.Column(sql);
    }

    /// <summary>Changes a file of the workspace.</summary>
    internal void Edit(string file, string from, string to)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        text.Should().Contain(from);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>Puts a file of withdrawals into the source's folder, for the addresses of members that the published night sends to.</summary>
    internal void Withdraw(string day, IReadOnlyList<string> addresses, string name = "web") => File.WriteAllLines(
        Path.Combine(Folder, "incoming", "consents", $"consents_{day}_{name}.csv"),
        addresses.Select((address, index) => $"{name}-{index},email,{address},marketing,email,withdrawn,{day} 10:00:00").Prepend("consent_id,address_type,address,purpose,channel,action,stated_at"));

    /// <summary>Addresses of members, the same ones each time.</summary>
    internal IReadOnlyList<string> Addresses(string audience, int count)
    {
        using var published = new Published(PublishedFile);
        return published.Column($"select address from audiences.membership where left_at is null and audience = '{audience}' order by address limit {count}");
    }

    public async ValueTask DisposeAsync()
    {
        await Crm.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        Crm.Violations.Should().BeEmpty(because: "every request keeps to the contract");
    }

    static async Task<NightWorkspace> Prepare()
    {
        var workspace = new NightWorkspace(Directory.CreateTempSubdirectory("kmen-e2e-first-").FullName, await WebhookReceiver.Start(Secret));
        workspace.CrmUrl = workspace.Crm.Address.ToString();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(workspace.Folder, recursive: true);
        ShippedWorkspace.Write(workspace.Folder, DateOnly.ParseExact(FirstDay, "yyyy-MM-dd", null));
        var night = await workspace.Run("run", "--as-of", FirstDay, "--threads", "2", "--memory", "1GB");
        night.ExitCode.Should().Be(0, because: night.ToString());
        Retailer.GenerateNextDay(new WorldFolders(Path.Combine(workspace.Folder, "incoming")), 1);
        workspace.Withdraw(FirstDay, workspace.Addresses("with_a_town", 5));
        return workspace;
    }

    static async Task<Effects> RunUndisturbed()
    {
        await using var workspace = await Copy();
        var log = Path.Combine(workspace.Folder, "failpoints.log");
        var started = TimeProvider.System.GetTimestamp();
        var night = await workspace.Night(("KMEN_FAILPOINT_LOG", log));
        Length = TimeProvider.System.GetElapsedTime(started);
        night.ExitCode.Should().Be(0, because: night.ToString());
        Reached = File.ReadAllLines(log);
        var effects = Effects.Of(workspace);
        effects.Received.Should().Contain(line => line.Contains("remove", StringComparison.Ordinal)).And.Contain(line => line.Contains("upsert", StringComparison.Ordinal));
        return effects;
    }
}
