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
}
