using Kmen.EndToEnd.Tests.Processes;
using Kmen.EndToEnd.Tests.Workspaces;

namespace Kmen.EndToEnd.Tests.BadInput;

/// <summary>What goes wrong at night is told once and clearly, with the right exit code, and yesterday's publication stays as it was.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task MissingSourceFolder_IsNamed()
    {
        await using var workspace = await NightWorkspace.Copy();
        Directory.Delete(Path.Combine(workspace.Folder, "incoming", "orders"), recursive: true);

        await workspace.ShouldBeRefused(1, "orders", "incoming/orders");
    }

    [Fact]
    public async Task UnreadableFile_IsNamed()
    {
        await using var workspace = await NightWorkspace.Copy();
        var file = Path.Combine(workspace.Folder, "incoming", "orders", $"orders_{NightWorkspace.SecondDay}.csv.gz");
        File.Delete(file);
        // Root reads files of any mode, but nobody reads a link that leads nowhere.
        File.CreateSymbolicLink(file, "/proc/1/nothing");

        var night = await workspace.Night();

        night.ShouldSay(1, "orders");
        night.ToString().Should().Contain("orders");
        workspace.Ops("select path from files where status <> 'loaded'").Should().ContainSingle(path => path.EndsWith($"orders_{NightWorkspace.SecondDay}.csv.gz", StringComparison.Ordinal));
    }

    [Fact]
    public async Task InvalidYaml_IsShownWithItsLine()
    {
        await using var workspace = await NightWorkspace.Copy();
        workspace.Edit("kmen.yml", "  orders:\n", "  orders: [\n");

        await workspace.ShouldBeRefused(2, "kmen.yml:");
    }

    [Fact]
    public async Task UnknownKeyInTheConfiguration_IsShownWithTheNearestName()
    {
        await using var workspace = await NightWorkspace.Copy();
        workspace.Edit("kmen.yml", "keep_nights: 7", "keep_night: 7");

        await workspace.ShouldBeRefused(2, "kmen.yml:", "keep_nights");
    }

    [Fact]
    public async Task SyntaxErrorInAModel_IsShownWithItsLineBeforeAnythingIsLoaded()
    {
        await using var workspace = await NightWorkspace.Copy();
        File.AppendAllText(Path.Combine(workspace.Folder, "sql", "marts", "person.sql"), "\nselect select");

        await workspace.ShouldBeRefused(2, "sql/marts/person.sql:", "^");
    }

    [Fact]
    public async Task UnknownColumnInAModel_IsShownWithItsLineAndTheNearestNames()
    {
        await using var workspace = await NightWorkspace.Copy();
        workspace.Edit("sql/audiences/with_a_town.sql", "where city is", "where citi is");

        await workspace.ShouldBeRefused(1, "sql/audiences/with_a_town.sql:", "citi", "city", "^");
    }

    [Fact]
    public async Task BusyWarehouse_SaysWhoHoldsIt()
    {
        await using var workspace = await NightWorkspace.Copy();
        using var first = workspace.StartNight();
        await Waiting.UntilStoppedInARun(first, workspace.LockFile);

        var second = await workspace.Night();

        first.Signal("CONT");
        second.ShouldSay(3, $"process {first.Id} ", "`kmen run`");
        var ended = await first.Ended();
        ended.ExitCode.Should().Be(0, because: ended.ToString());
        Effects.Of(workspace).DifferencesFrom(await NightWorkspace.Reference()).Should().BeEmpty();
    }

    [Fact]
    public async Task UnreachableEndpoint_FailsTheRun_TheFolderHasItsRows_AndTheNextRunDelivers()
    {
        var undisturbed = await NightWorkspace.Reference();
        await using var workspace = await NightWorkspace.Copy();
        var url = workspace.CrmUrl;
        workspace.CrmUrl = "http://127.0.0.1:9/nobody";

        var night = await workspace.Night();

        night.ShouldSay(1, "crm");
        var effects = Effects.Of(workspace);
        effects.Written.Should().Equal(undisturbed.Written, because: "one destination does not wait for another");
        effects.Received.Should().BeEmpty();

        workspace.CrmUrl = url;
        var next = await workspace.Night();
        next.ExitCode.Should().Be(0, because: next.ToString());
        Effects.Of(workspace).DifferencesFrom(undisturbed).Should().BeEmpty();
    }

    [Fact]
    public async Task SignalTerm_EndsTheRun_WhichIsRecordedAsInterrupted_AndTheNextRunHeals()
    {
        var undisturbed = await NightWorkspace.Reference();
        await using var workspace = await NightWorkspace.Copy();
        var before = workspace.Contents();
        using var night = workspace.StartNight();
        var events = Path.Combine(workspace.Folder, ".kmen", "runs");
        await Waiting.Until("a step", () => Directory.GetDirectories(events).Order(StringComparer.Ordinal).Last() is var run && Path.GetFileName(run) != workspace.CurrentRun
            && File.Exists(Path.Combine(run, "events.ndjson")) && ReadShared(Path.Combine(run, "events.ndjson")).Contains("identity", StringComparison.Ordinal));

        night.Signal("TERM");
        var ended = await night.Ended();

        ended.ExitCode.Should().Be(130, because: ended.ToString());
        ended.Error.Should().NotContain("   at ");
        workspace.Contents().Should().Equal(before);
        workspace.Ops("select status from runs order by sequence").Should().Equal("succeeded", "interrupted");
        (await workspace.Night()).ExitCode.Should().Be(0);
        Effects.Of(workspace).DifferencesFrom(undisturbed).Should().BeEmpty();
    }

    static string ReadShared(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
