using Kmen.Activation.Tests.Receiver;
using Kmen.EndToEnd.Tests.Processes;
using Kmen.EndToEnd.Tests.Workspaces;

namespace Kmen.EndToEnd.Tests.Faults;

/// <summary>A batch without a known outcome holds a person who has withdrawn since: it must not be sent again, and the person must leave the tool.</summary>
public sealed class GiveUpFaultTests
{
    [Theory]
    [InlineData("sync.before-give-up")]
    [InlineData("sync.after-give-up")]
    public async Task GivingUpABatch_KilledAround_ThePersonWhoWithdrewLeavesTheTool(string place)
    {
        await using var workspace = await NightWorkspace.Copy();
        workspace.Crm.Faults = (_, _) => Fault.ErrorAfter;
        (await workspace.Night()).ExitCode.Should().Be(1, because: "the tool took everything and confirmed nothing");
        var entered = workspace.Crm.Applied.First(one => one.Operation.Kind == "upsert" && workspace.Crm.Members(one.Audience).ContainsKey(one.Operation.ExternalId)).Operation;
        workspace.Withdraw(NightWorkspace.FirstDay, [entered.Address!], "later");
        workspace.Crm.Faults = (_, _) => Fault.None;
        workspace.Crm.Forbids = operation => operation.Kind == "upsert" && operation.Address == entered.Address;

        (await workspace.Night(("KMEN_FAILPOINT", place))).ExitCode.Should().Be(KmenResult.Killed);
        var healed = await workspace.Night();

        healed.ExitCode.Should().Be(0, because: healed.ToString());
        foreach (var audience in NightWorkspace.Audiences)
        {
            using var published = new Published(workspace.PublishedFile);
            workspace.Crm.Members(audience).Keys.Should()
                .BeEquivalentTo(published.Column($"select person_id from audiences.membership where left_at is null and audience = '{audience}'"));
            workspace.Crm.Members(audience).Values.Should().NotContain(member => member.Contains(entered.Address!, StringComparison.OrdinalIgnoreCase));
        }
    }
}
