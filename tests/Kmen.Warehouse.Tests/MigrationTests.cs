namespace Kmen.Warehouse.Tests;

public sealed class MigrationTests : IDisposable
{
    readonly TestEngine engine = new();

    public void Dispose() => engine.Dispose();

    [Fact]
    public void Apply_Twice_RunsEachStepOnce()
    {
        Migration[] steps = [new("ops", 1, "create schema ops; create table ops.runs (a int)"), new("ops", 2, "insert into ops.runs values (1)")];
        Migration.Apply(engine.Warehouse, TestEngine.Store, steps);
        Migration.Apply(engine.Warehouse, TestEngine.Store, steps);
        engine.Query("select a from ops.runs").Should().Equal("1");
        engine.Query("select component, version from meta.migrations order by all").Should().Equal("ops|1", "ops|2");
    }

    [Fact]
    public void Apply_OfStepsInAnyOrder_RunsThemByVersion()
    {
        Migration[] steps =
        [
            new("ops", 10, "insert into main.log values ('ops 10')"), new("ops", 2, "insert into main.log values ('ops 2')"),
            new("ops", 1, "insert into main.log values ('ops 1')"), new("a", 1, "create table main.log (said varchar)"),
        ];
        Migration.Apply(engine.Warehouse, TestEngine.Store, steps);
        engine.Query("select said from main.log").Should().Equal("ops 1", "ops 2", "ops 10");
    }

    [Fact]
    public void Apply_OfANewStep_RunsOnlyIt()
    {
        Migration.Apply(engine.Warehouse, TestEngine.Store, [new("ops", 1, "create table main.log (said varchar)")]);
        Migration.Apply(engine.Warehouse, TestEngine.Store,
            [new("ops", 1, "create table main.log (said varchar)"), new("ops", 2, "insert into main.log values ('new')")]);
        engine.Query("select said from main.log").Should().Equal("new");
    }

    [Fact]
    public void Apply_OfAStepThatFails_LeavesNothingOfItAndKeepsTheEarlier()
    {
        Migration[] steps =
        [
            new("ops", 1, "create table main.first (a int)"),
            new("ops", 2, "create table main.second (a int); insert into main.second values (1); insert into main.first values ('no number')"),
            new("ops", 3, "create table main.third (a int)"),
        ];
        var act = () => Migration.Apply(engine.Warehouse, TestEngine.Store, steps);
        act.Should().Throw<WarehouseException>().Which.Kind.Should().Be("Conversion");
        engine.Session.Tables().Select(table => table.FullName).Should().Equal("main.first", "meta.migrations");
        engine.Query("select component, version from meta.migrations").Should().Equal("ops|1");

        steps[1] = new("ops", 2, "create table main.second (a int)");
        Migration.Apply(engine.Warehouse, TestEngine.Store, steps);
        engine.Session.Tables().Should().HaveCount(4);
    }
}
