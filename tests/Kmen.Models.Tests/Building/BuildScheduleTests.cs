using Kmen.Models.Building;

namespace Kmen.Models.Tests.Building;

public sealed class BuildScheduleTests : IDisposable
{
    readonly TestWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void MadeTables_AreHandedOutTheLargestFirst_WhileAStepGoesOn()
    {
        workspace.Model("marts.a", "select 1 as i").Model("marts.b", "select 2 as i").Model("marts.c", "select 3 as i").Model("marts.d", "select 4 as i").Model("marts.e", "select 5 as i");
        var schedule = new BuildSchedule(workspace.Steps());
        var steps = Enumerable.Range(0, 5).Select(_ => schedule.Next(takesTables: true, CancellationToken.None)!.Step!).ToDictionary(step => step.Name);
        schedule.Made(steps["marts.a"], 10);
        schedule.Made(steps["marts.b"], 1_000);
        schedule.Made(steps["marts.c"], 10);
        schedule.Failed(steps["marts.d"], null);
        Enumerable.Range(0, 4).Select(_ => schedule.Next(takesTables: true, CancellationToken.None)?.Table).Should().Equal("marts.b", "marts.a", "marts.c", null);
        schedule.Made(steps["marts.e"], 1);
        schedule.Next(takesTables: true, CancellationToken.None).Should().BeNull("a lane that is free at the end leaves the rest to the publication");
    }

    [Fact]
    public void TheLongestWayToTheEnd_GoesFirst_AndAmongEqualsTheOrderStays()
    {
        workspace.Model("marts.a", "select 1 as i").Model("marts.b", "select 2 as i").Model("marts.c", "select 3 as i").Model("marts.d", "select 4 as i")
            .Model("marts.long", "select i from marts.c").Model("marts.last", "select i from marts.long union all select i from marts.a");
        var took = new Dictionary<string, TimeSpan> { ["marts.b"] = TimeSpan.FromSeconds(3), ["marts.d"] = TimeSpan.FromSeconds(2), ["marts.long"] = TimeSpan.FromSeconds(4), ["marts.last"] = TimeSpan.FromSeconds(1) };
        Order(new BuildSchedule(workspace.Steps(), took)).Should().Equal("marts.c", "marts.long", "marts.b", "marts.d", "marts.a", "marts.last");
        Order(new BuildSchedule(workspace.Steps())).Should().Equal("marts.a", "marts.b", "marts.c", "marts.d", "marts.long", "marts.last");
    }

    static IEnumerable<string> Order(BuildSchedule schedule)
    {
        while (schedule.Next(takesTables: false, CancellationToken.None)?.Step is { } step)
        {
            yield return step.Name;
            schedule.Made(step, 0);
        }
    }
}
