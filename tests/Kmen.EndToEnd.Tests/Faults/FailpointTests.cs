using Kmen.EndToEnd.Tests.Processes;
using Kmen.EndToEnd.Tests.Workspaces;
using Xunit.Abstractions;

namespace Kmen.EndToEnd.Tests.Faults;

/// <summary>
/// A power cut at every named place: at commits, fsyncs, renames, flips and sends. The suite takes one of every kind; <c>scripts/bench faults</c> takes all.
/// </summary>
public sealed class FailpointTests(ITestOutputHelper output)
{
    internal static bool IsExhaustive => Environment.GetEnvironmentVariable("KMEN_FAULTS") == "all";

    /// <summary>Places that a night of this workspace reaches only in the trials that are named beside them.</summary>
    static readonly string[] Elsewhere =
    [
        "rollback.before-flip", "rollback.after-flip", // RollbackFaultTests
        "sync.before-give-up", "sync.after-give-up", // GiveUpFaultTests
    ];

    [Fact]
    public async Task Night_KilledAtAPlace_LeavesReadersAWholeNight_AndTheNextRunHeals()
    {
        await NightWorkspace.Reference();
        var all = Point.Of(NightWorkspace.Reached);
        var points = IsExhaustive ? all : Point.Representative(all);
        output.WriteLine($"{points.Count} of {all.Count} points{(IsExhaustive ? "" : ", one of every kind; scripts/bench faults takes all")}");

        var wrong = await Trial.All(points, Kill, output.WriteLine);

        wrong.Should().BeEmpty();
    }

    [Fact]
    public async Task Places_OfTheSources_AreAllReached()
    {
        await NightWorkspace.Reference();

        Point.Known().Except(NightWorkspace.Reached).Should().BeEquivalentTo(Elsewhere, because: "every other place is reached by a night");
    }

    static async Task Kill(NightWorkspace workspace, Point point)
    {
        var killed = await workspace.Night(("KMEN_FAILPOINT", point.ToString()));
        killed.ExitCode.Should().Be(KmenResult.Killed, because: $"the night reaches {point}: {killed}");
    }
}
