using System.Globalization;

namespace Kmen.Warehouse.Tests;

public sealed class ReadingTests : IDisposable
{
    readonly TestEngine engine = new();

    public void Dispose() => engine.Dispose();

    [Fact]
    public void Read_OfMoreThanFitsAnywhere_GivesItsFirstRowsAtOnce()
    {
        using var reader = engine.Session.Read("select i, i::varchar from range(1000000000000) numbers(i)");
        for (var row = 0L; row < 10_000; row++)
        {
            reader.Read().Should().BeTrue();
            reader.GetInt64(0).Should().Be(row);
            reader.GetString(1).Should().Be(row.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Read_ToItsEnd_MissesNoRow()
    {
        using var reader = engine.Session.Read("select i from range(300001) numbers(i)");
        var (rows, sum) = (0L, 0L);
        while (reader.Read())
        {
            rows++;
            sum += reader.GetInt64(0);
        }

        rows.Should().Be(300_001);
        sum.Should().Be(300_000L * 300_001 / 2);
    }

    [Fact]
    public void Read_ErrorFarIntoTheRows_ThrowsInsteadOfEndingEarly()
    {
        var act = () =>
        {
            using var reader = engine.Session.Read("select case when i = 700000 then error('row ' || i) else i::varchar end from range(1000000) numbers(i)");
            while (reader.Read())
            {
            }
        };
        act.Should().Throw<WarehouseException>(because: "a cut result must never look like a whole one").WithMessage("*row 700000*");
    }

    [Fact]
    public void Read_DisposedEarly_LeavesTheSessionUsable()
    {
        engine.Session.Execute("create table main.t as select i from range(100000) numbers(i)");
        using (var reader = engine.Session.Read("select i from main.t"))
        {
            reader.Read();
        }

        engine.Session.Execute("insert into main.t values (-1)").Should().Be(1);
        engine.Session.Scalar<long>("select count(*) from main.t").Should().Be(100_001);
    }

    [Fact]
    public void Scalar_OfNoRowOrNull_IsDefault()
    {
        engine.Session.Scalar<string>("select 'x' where false").Should().BeNull();
        engine.Session.Scalar<long>("select null::bigint").Should().Be(0);
        engine.Session.Scalar<long?>("select null::bigint").Should().BeNull();
    }

    [Fact]
    public void Scalar_OfAnotherWidth_IsConverted()
    {
        engine.Session.Scalar<long>("select sum(i) from range(10) numbers(i)").Should().Be(45, because: "sums are hugeint in the engine");
        engine.Session.Scalar<int>("select count(*) from range(7)").Should().Be(7);
        engine.Session.Scalar<long?>("select 7::integer").Should().Be(7);
    }

    [Fact]
    public void Scalar_ThatDoesNotFit_Throws()
    {
        var act = () => engine.Session.Scalar<int>("select 3000000000::bigint");
        act.Should().Throw<OverflowException>();
    }

    [Fact]
    public void List_KeepsTheOrderOfTheQuery() =>
        engine.Session.List("select i from range(5000) numbers(i) order by i desc", row => row.GetInt64(0)).Should().BeInDescendingOrder().And.HaveCount(5000);

    [Fact]
    public void Text_OfNull_IsNull() =>
        engine.Session.List("select * from (values (null), ('')) texts(a)", row => row.Text(0)).Should().Equal(null, "");

    [Fact]
    public void Tables_OfADatabase_AreOrderedAndTellViews()
    {
        engine.Session.Execute("create schema b; create schema a; create table b.y (i int); create table a.z (i int); create view a.c as select 1 as one");
        engine.Session.Tables().Should().Equal(new WarehouseTable("a", "c", true), new WarehouseTable("a", "z", false), new WarehouseTable("b", "y", false));
        using var elsewhere = engine.Warehouse.Open();
        elsewhere.Tables(TestEngine.Store).Should().HaveCount(3);
        elsewhere.Tables().Should().BeEmpty(because: "null means the session's own catalogue");
    }
}
