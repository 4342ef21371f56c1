using Kmen.EndToEnd.Tests.Processes;
using Kmen.EndToEnd.Tests.Workspaces;

namespace Kmen.EndToEnd.Tests.BadInput;

/// <summary>A run that went wrong, as its user sees it.</summary>
internal static class Refusal
{
    internal static async Task ShouldBeRefused(this NightWorkspace workspace, int exitCode, params string[] says)
    {
        var (run, contents) = (workspace.CurrentRun, workspace.Contents());

        var night = await workspace.Night();

        night.ShouldSay(exitCode, says);
        workspace.CurrentRun.Should().Be(run, because: "a night that failed publishes nothing");
        workspace.Contents().Should().Equal(contents);
    }

    internal static void ShouldSay(this KmenResult night, int exitCode, params string[] says)
    {
        night.ExitCode.Should().Be(exitCode, because: night.ToString());
        night.Error.Should().Contain("error: ").And.NotContain("\n   at ", because: "a stack trace helps no user")
            .And.NotContain("did not foresee", because: "this mistake is a usual one").And.NotContain("Exception");
        foreach (var words in says)
        {
            night.Error.Should().Contain(words);
        }
    }
}
