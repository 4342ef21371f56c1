using Kmen.Activation.Tests.Receiver;
using Kmen.EndToEnd.Tests.Workspaces;

namespace Kmen.EndToEnd.Tests.Faults;

public sealed class SilentChannelTests
{
    [Fact]
    public async Task Channel_ThatTimesOutAfterItAcceptedABatch_SeesOneEffect_AndTheNextRunHeals()
    {
        var undisturbed = await NightWorkspace.Reference();
        await using var workspace = await NightWorkspace.Copy();
        string? silent = null;
        workspace.Crm.Faults = (_, id) => (silent ??= id) == id ? Fault.HangAfter : Fault.None;

        var night = await workspace.Night();

        night.ExitCode.Should().Be(1, because: $"a batch without an answer is a failure that is told: {night}");
        night.Error.Should().Contain("crm").And.NotContain("   at ");

        var received = workspace.Crm.Ids;
        workspace.Crm.Faults = (_, _) => Fault.None;
        var next = await workspace.Night();

        next.ExitCode.Should().Be(0, because: next.ToString());
        workspace.Crm.Ids.Should().Contain(received);
        Effects.Of(workspace).DifferencesFrom(undisturbed).Should().BeEmpty();

        var requests = workspace.Crm.Requests;
        (await workspace.Night()).ExitCode.Should().Be(0);
        workspace.Crm.Requests.Should().Be(requests, because: "nothing is left to send");
    }
}
