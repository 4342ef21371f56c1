using Kmen.Models.Building;
using Kmen.Workspace;

namespace Kmen.Models.Tests.Building;

public sealed class BuildOrderTests : IDisposable
{
    readonly TestWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Steps_ComeAfterTheirInputs_AndByName()
    {
        workspace.Model("marts.a", "select * from marts.z").Model("marts.z", "select * from staging.s").Model("staging.s", "select * from raw.r")
            .Model("marts.b", "select * from raw.r").Write("sql/checks/c.sql", "select * from marts.b where false");
        workspace.Steps("raw.r").Select(step => step.Name).Should().Equal("marts.b", "staging.s", "checks.c", "marts.z", "marts.a");
    }

    [Fact]
    public void UnknownTable_HasItsPlaceAndTheNearest()
    {
        workspace.Model("marts.orders", "select 1 as i").Model("marts.m", "with ř as (select 'ř')\nselect *\nfrom marts.ordres");
        var error = Refused();
        error.Message.Should().Be("marts.m reads marts.ordres, which no model, source or step makes.");
        error.Where!.ToString().Should().Be("sql/marts/m.sql:6:6");
        error.WayOut.Should().Be("Did you mean marts.orders?");
    }

    [Fact]
    public void UnknownTable_InAModelWithCapitals_HasItsPlace()
    {
        workspace.Model("marts.Big", "select * from marts.nothing_like_it_xyz");
        var error = Refused();
        error.Where!.ToString().Should().Be("sql/marts/Big.sql:4:15");
        error.WayOut.Should().Contain("sql/<schema>/<name>.sql");
    }

    [Fact]
    public void UnknownTable_WithoutASchema_HearsWhichHasIt()
    {
        workspace.Model("marts.orders", "select 1 as i").Model("marts.m", "select * from orders");
        Refused().WayOut.Should().Contain("marts.orders");
    }

    [Fact]
    public void UnknownTable_OfARelationship_IsRefused()
    {
        workspace.Model("marts.m", "select 1 as i", "tests:\n  - relationships: { column: i, to: marts.nowhere }");
        var error = Refused();
        error.Message.Should().Contain("marts.nowhere");
        error.Where!.ToString().Should().Be("sql/marts/m.sql");
    }

    [Fact]
    public void Cycle_IsToldInItsOrder()
    {
        workspace.Model("marts.a", "select * from marts.c").Model("marts.b", "select * from marts.a").Model("marts.c", "select *\nfrom marts.b");
        var error = Refused();
        var names = error.Message[(error.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..].TrimEnd('.').Split(" -> ");
        names.Should().HaveCount(4);
        names[0].Should().Be(names[^1]);
        var order = "marts.a -> marts.b -> marts.c -> marts.a -> marts.b -> marts.c";
        order.Should().Contain(string.Join(" -> ", names), because: "each makes what the next one reads");
        error.Where!.Line.Should().BePositive();
        error.WayOut.Should().NotBeNull();
    }

    [Fact]
    public void Cycle_OfAModelWithItself_IsRefused()
    {
        workspace.Model("marts.a", "select * from marts.a");
        Refused().Message.Should().Contain("marts.a -> marts.a");
    }

    [Fact]
    public void Cycle_BesideWhatOnlyWaitsForIt_NamesTheCycleAlone()
    {
        workspace.Model("marts.a", "select * from marts.b").Model("marts.b", "select * from marts.c").Model("marts.c", "select * from marts.b");
        Refused().Message.Should().NotContain("marts.a");
    }

    /// <summary>Regression: a model of the name of an engine's table was built beside it, in whatever order.</summary>
    [Fact]
    public void Table_MadeTwice_IsRefused()
    {
        workspace.Model("marts.as_of", "select 1 as i");
        var set = workspace.Read();
        IBuildStep[] steps = [new ModelStep(set.Models["marts.as_of"], set.Queries["marts.as_of"]), new Maker("identity.person_records", "marts.as_of")];
        var act = () => BuildOrder.Of(steps, new HashSet<string>(), set.Models, set.Queries);
        act.Should().Throw<KmenException>().WithMessage("marts.as_of is made twice: *identity.person_records*").Which.Where!.File.Should().Be("sql/marts/as_of.sql");
    }

    [Fact]
    public void Above_IsWhatATableNeeds_AndBelow_WhatNeedsIt()
    {
        workspace.Model("marts.a", "select 1 as i").Model("marts.b", "select * from marts.a").Model("marts.c", "select * from marts.b").Model("marts.x", "select 1 as i");
        var steps = workspace.Steps();
        BuildOrder.Above(steps, ["marts.b"]).Select(step => step.Name).Should().Equal("marts.a", "marts.b");
        BuildOrder.Below(steps, ["marts.a"]).Select(step => step.Name).Should().Equal("marts.b", "marts.c");
    }

    KmenException Refused()
    {
        var act = () => workspace.Steps();
        var error = act.Should().Throw<KmenException>().Which;
        error.ExitCode.Should().Be(ExitCode.Usage);
        return error;
    }

    sealed class Maker(string name, params string[] outputs) : IBuildStep
    {
        public string Name => name;

        public string Kind => "identity";

        public IReadOnlyList<string> Inputs => [];

        public IReadOnlyList<string> Outputs => outputs;

        public StepResult Run(BuildContext context) => new(0);
    }
}
