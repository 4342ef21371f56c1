using System.Numerics;

namespace Kmen.Warehouse.Tests;

public sealed class AppendTests : IDisposable
{
    /// <summary>More than the engine's appender holds before it hands rows over on its own.</summary>
    const int Many = 250_000;

    readonly TestEngine engine = new();

    public AppendTests() => engine.Session.Execute("create schema s; create table s.t (a bigint, b varchar)");

    public void Dispose() => engine.Dispose();

    [Fact]
    public void Append_EveryType_ArrivesAsItWent()
    {
        engine.Session.Execute("create table s.types (a varchar, b bigint, c integer, d smallint, e boolean, f double, g float, h decimal(18, 4), i timestamp, j date, k blob, l hugeint)");
        engine.Session.Append(
            TestEngine.Store, "s", "types",
            [
                [
                    "ěšč 🦆", long.MinValue, 7, (short)-3, true, 0.1, 0.5f, 12345678901234.5678m, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(60),
                    new DateOnly(1999, 12, 31), new byte[] { 1, 2 }, BigInteger.Pow(2, 100),
                ],
                new object?[12],
            ]).Should().Be(2);
        engine.Session.List("select * from s.types", row => Enumerable.Range(0, 9).Select(i => row.IsDBNull(i) ? "-" : row.GetValue(i).ToString()).ToList())[0]
            .Take(4).Should().Equal("ěšč 🦆", "-9223372036854775808", "7", "-3");
        engine.Session.Scalar<bool>(
            """
            select e and f = 0.1::double and g = 0.5 and h = 12345678901234.5678 and i = timestamp '2026-01-02 03:04:05.000006' and j = date '1999-12-31'
                and k = '\x01\x02'::blob and l = 1267650600228229401496703205376 from s.types where a is not null
            """).Should().BeTrue();
        engine.Session.Scalar<bool>("select coalesce(a, b::varchar, c::varchar, d::varchar, e::varchar, f::varchar, g::varchar, h::varchar, i::varchar, j::varchar, k::varchar, l::varchar) is null from s.types where a is null")
            .Should().BeTrue();
    }

    [Fact]
    public void Append_ManyRows_CountsThemAndKeepsThem()
    {
        engine.Session.Append(null, "s", "t", Rows(Many)).Should().Be(Many);
        engine.Query("select count(*), sum(a) from s.t").Should().Equal($"{Many}|{(long)Many * (Many - 1) / 2}");
    }

    [Fact]
    public void Append_WhoseRowsThrow_LeavesNothing()
    {
        var act = () => engine.Session.Append(null, "s", "t", Rows(Many).Concat(Broken()));
        act.Should().Throw<InvalidDataException>().WithMessage("broken export");
        ShouldBeEmptyAndUsable();
    }

    [Fact]
    public void Append_OfAValueThatCannotBeStored_LeavesNothing()
    {
        var act = () => engine.Session.Append(null, "s", "t", Rows(Many).Append([1L, new Uri("http://x")]));
        act.Should().Throw<ArgumentException>(because: "the first error is the one to tell, not what follows from it").WithMessage("*Uri*");
        ShouldBeEmptyAndUsable();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Append_OfARowOfAnotherWidth_LeavesNothing(int width)
    {
        var act = () => engine.Session.Append(null, "s", "t", Rows(Many).Append(new object?[width]));
        act.Should().Throw<Exception>();
        ShouldBeEmptyAndUsable();
    }

    [Fact]
    public void Append_AgainstAConstraint_LeavesNothingAndNamesTheKind()
    {
        engine.Session.Execute("create table s.strict (a bigint not null, b varchar)");
        var act = () => engine.Session.Append(null, "s", "strict", Rows(Many).Append([null, "x"]));
        act.Should().Throw<WarehouseException>().Which.Kind.Should().Be("Constraint");
        engine.Query("select count(*) from s.strict").Should().Equal("0");
    }

    [Fact]
    public void Append_Cancelled_LeavesNothing()
    {
        using var source = new CancellationTokenSource();
        var act = () => engine.Session.Append(
            null, "s", "t", Rows(Many).Select((row, index) =>
            {
                if (index == Many - 10)
                {
                    source.Cancel();
                }

                return row;
            }), source.Token);
        act.Should().Throw<OperationCanceledException>();
        ShouldBeEmptyAndUsable();
    }

    [Fact]
    public void Append_ToAMissingTable_NamesIt()
    {
        var act = () => engine.Session.Append(null, "s", "nowhere", [[1L]]);
        act.Should().Throw<WarehouseException>().WithMessage("*nowhere*");
        ShouldBeEmptyAndUsable();
    }

    [Fact]
    public void Append_InsideATransaction_GoesWithIt()
    {
        var act = () => engine.Session.InTransaction(() =>
        {
            engine.Session.Append(null, "s", "t", Rows(Many));
            engine.Session.Scalar<long>("select count(*) from s.t").Should().Be(Many, because: "the transaction sees its own rows");
            using var other = engine.Warehouse.Open(TestEngine.Store);
            other.Scalar<long>("select count(*) from s.t").Should().Be(0, because: "nobody else does before the commit");
            throw new InvalidDataException();
        });
        act.Should().Throw<InvalidDataException>();
        ShouldBeEmptyAndUsable();
    }

    [Fact]
    public void Append_InsideATransaction_DoesNotEndIt()
    {
        engine.Session.Execute("begin transaction");
        engine.Session.Append(null, "s", "t", Rows(3));
        engine.Session.Execute("insert into s.t values (99, 'x')");
        engine.Session.Execute("rollback");
        engine.Query("select count(*) from s.t").Should().Equal("0");
    }

    [Fact]
    public void Append_ToATemporaryTable_IsPossible()
    {
        engine.Session.Execute("create temp table kept (a bigint, b varchar)");
        engine.Session.Append("temp", "main", "kept", Rows(10)).Should().Be(10);
        engine.Query("select count(*) from kept").Should().Equal("10");
    }

    [Fact]
    public void Append_ToADatabaseOtherThanTheSessions_IsPossible()
    {
        engine.Warehouse.Attach("other", null);
        engine.Session.Execute("create table other.main.t (a bigint, b varchar)");
        engine.Session.Append("other", "main", "t", Rows(10)).Should().Be(10);
        engine.Query("select count(*) from other.main.t").Should().Equal("10");
    }

    static IEnumerable<object?[]> Rows(int count) => Enumerable.Range(0, count).Select(i => new object?[] { (long)i, i % 10 == 0 ? null : "text" });

    static IEnumerable<object?[]> Broken()
    {
        yield return [1L, "x"];
        throw new InvalidDataException("broken export");
    }

    void ShouldBeEmptyAndUsable()
    {
        engine.Query("select count(*) from s.t").Should().Equal("0");
        engine.Session.Append(null, "s", "t", Rows(2)).Should().Be(2);
        using var other = engine.Warehouse.Open(TestEngine.Store);
        other.Scalar<long>("select count(*) from s.t").Should().Be(2, because: "no transaction was left open");
    }
}
