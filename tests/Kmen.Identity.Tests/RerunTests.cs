namespace Kmen.Identity.Tests;

public sealed class RerunTests : IDisposable
{
    readonly TestRegistry registry = new();

    public void Dispose() => registry.Dispose();

    [Fact]
    public void Rerun_OfTheSameNight_ChangesNothing()
    {
        registry.Run(1, "ab c de f");
        var first = registry.Run(2, "abc d e");
        var second = registry.Run(2, "abc d e");
        second.Should().BeEquivalentTo(first, options => options.WithStrictOrdering());
        registry.Result.Message.Should().EndWith("nothing happened to anyone");
    }

    [Fact]
    public void Rerun_OfTheSameNightWithOtherRecords_LeavesNoOverlap()
    {
        registry.Run(1, "ab c");
        registry.Run(2, "a bc d");
        var corrected = registry.Run(2, "ab c");
        corrected.Persons["b"].Should().Be(1);
        Intervals.ShouldBeSound(corrected.RecordHistory);
        corrected.RecordHistory.Should().NotContain(line => line.StartsWith('d'), because: "what the first attempt alone knew was never valid");
    }

    /// <summary>Regression: a night as of an earlier day than the last one left two persons for one record at one time.</summary>
    [Fact]
    public void Night_AsOfAnEarlierDay_LeavesNoOverlap()
    {
        registry.Run(1, "ab c");
        registry.Run(5, "a bc");
        var earlier = registry.Run(3, "ac b");
        Intervals.ShouldBeSound(earlier.RecordHistory);
        earlier.RecordHistory.Should().Contain(["c 2 1-3", "c 1 3-"]);
    }

    [Fact]
    public void Registry_KeepsTheRunThatSawAChange()
    {
        registry.Run(1, "a b");
        registry.Run(2, "ab");
        registry.Run(3, "ab");
        registry.WithSession(session => Warehouse.SessionReading.List(
            session, "select record_id || ' ' || run_id from state.registry.record_history order by record_id, valid_from", row => row.GetString(0)))
            .Should().Equal("a run-1", "b run-1", "b run-2");
    }
}
