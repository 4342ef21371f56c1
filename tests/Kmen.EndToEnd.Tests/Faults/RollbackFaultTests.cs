using Kmen.EndToEnd.Tests.Processes;
using Kmen.EndToEnd.Tests.Workspaces;

namespace Kmen.EndToEnd.Tests.Faults;

public sealed class RollbackFaultTests
{
    [Fact]
    public async Task Rollback_KilledAroundTheFlip_ShowsOneNightOrTheOther_AndGoesOn()
    {
        await using var workspace = await NightWorkspace.Copy();
        var first = workspace.Contents();
        (await workspace.Night()).ExitCode.Should().Be(0);
        var second = workspace.Contents();
        second.Should().NotEqual(first);

        (await Rollback("rollback.before-flip")).Should().Be(KmenResult.Killed);
        workspace.Contents().Should().Equal(second);

        (await Rollback("rollback.after-flip")).Should().Be(KmenResult.Killed);
        workspace.Contents().Should().Equal(first);

        var again = await workspace.Night();
        again.ExitCode.Should().Be(0, because: again.ToString());
        workspace.Contents().Should().Equal(second, because: "the night that was left is built anew");

        async Task<int> Rollback(string place)
        {
            using var process = workspace.Start(new Dictionary<string, string> { ["KMEN_FAILPOINT"] = place }, "rollback");
            return (await process.Ended()).ExitCode;
        }
    }
}
