namespace Kmen.Warehouse.Tests;

public sealed class TransactionTests : IDisposable
{
    readonly TestEngine engine = new();

    public TransactionTests() => engine.Session.Execute("create table main.t (a int not null)");

    public void Dispose() => engine.Dispose();

    [Fact]
    public void InTransaction_ThatEnds_Commits()
    {
        engine.Session.InTransaction(() => engine.Session.Execute("insert into main.t values (1)"));
        using var other = engine.Warehouse.Open(TestEngine.Store);
        other.Scalar<long>("select count(*) from main.t").Should().Be(1);
    }

    [Fact]
    public void InTransaction_ThatThrows_RollsBackAndTellsTheFirstError()
    {
        var act = () => engine.Session.InTransaction(() =>
        {
            engine.Session.Execute("insert into main.t values (1)");
            engine.Session.Execute("insert into main.t values (null)");
        });
        act.Should().Throw<WarehouseException>().Which.Kind.Should().Be("Constraint");
        engine.Query("select count(*) from main.t").Should().Equal("0");
    }

    [Fact]
    public void InTransaction_InsideAnother_IsRefused()
    {
        var act = () => engine.Session.InTransaction(() => engine.Session.InTransaction(() => { }));
        act.Should().Throw<WarehouseException>().WithMessage("*transaction*");
        engine.Session.InTransaction(() => engine.Session.Execute("insert into main.t values (1)"));
    }

    [Fact]
    public void InTransaction_WhoseCommitConflicts_KeepsTheOther()
    {
        engine.Session.Execute("insert into main.t values (1)");
        using var other = engine.Warehouse.Open(TestEngine.Store);
        var act = () => engine.Session.InTransaction(() =>
        {
            engine.Session.Execute("update main.t set a = 2");
            var second = () => other.Execute("update main.t set a = 3");
            second.Should().Throw<WarehouseException>(because: "two writers of one row conflict").Which.Kind.Should().Be("TransactionContext");
        });
        act.Should().NotThrow();
        engine.Query("select a from main.t").Should().Equal("2");
    }
}
