using Kmen.EndToEnd.Tests.Processes;
using Kmen.EndToEnd.Tests.Workspaces;

namespace Kmen.EndToEnd.Tests.Schedule;

public sealed class ServeTests
{
    [Fact]
    public async Task Serve_CatchesUpOneNight_RunsBySchedule_NeverTwoAtOnce_AndEndsOnSignalTerm()
    {
        await using var workspace = await NightWorkspace.Copy();
        workspace.Edit("kmen.yml", "0 30 2 * * ?", "0/5 * * * * ?");
        using var serve = workspace.Start("serve", "--threads", "2", "--memory", "1GB");

        await Waiting.UntilStoppedInARun(serve, workspace.LockFile);
        var second = await workspace.Night();
        serve.Signal("CONT");

        second.ExitCode.Should().Be(3, because: second.ToString());
        second.Error.Should().Contain($"process {serve.Id} ").And.Contain("`kmen serve`");

        await Waiting.Until("two nights by schedule", () => workspace.Ops("select trigger from runs where trigger = 'schedule' and status = 'succeeded'").Count >= 2);
        serve.Signal("TERM");
        var ended = await serve.Ended();

        ended.ExitCode.Should().BeOneOf([0, 130], because: ended.ToString());
        ended.Error.Should().NotContain("   at ").And.NotContain("did not foresee");
        workspace.Ops("select trigger from runs order by sequence").Take(3).Should().Equal("manual", "catch-up", "schedule");
        workspace.Ops("select count(*) from runs where trigger = 'catch-up'").Should().Equal("1");
        workspace.Ops("select count(*) from runs a join runs b on a.sequence < b.sequence and b.started_at < a.finished_at").Should().Equal("0");
    }

    [Fact]
    public async Task Serve_SignalTermDuringANight_RecordsItAsInterrupted_AndEnds()
    {
        await using var workspace = await NightWorkspace.Copy();
        using var serve = workspace.Start("serve", "--threads", "2", "--memory", "1GB");
        await Waiting.UntilStoppedInARun(serve, workspace.LockFile);

        serve.Signal("TERM");
        serve.Signal("CONT");
        var ended = await serve.Ended();

        ended.ExitCode.Should().BeOneOf([0, 130], because: ended.ToString());
        workspace.Ops("select status from runs order by sequence desc limit 1").Should().Equal("interrupted");
        (await workspace.Run("run", "--threads", "2", "--memory", "1GB")).ExitCode.Should().Be(0);
    }
}
