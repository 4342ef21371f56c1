using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace DuckDB.NET.Bindings.Tests.Engine;

public sealed class StatementTests : EngineTest
{
    [Fact]
    public void Engine_Version_IsThePinnedOne() => Connection.ServerVersion.Should().Be("v1.5.6");

    [Fact]
    public void Statements_OfOneText_RunInOrder()
    {
        Execute("create table a (x integer); insert into a values (1), (2); create table b as select x * 2 as y from a").Should().Be(2, because: "only the insert counts rows");
        Scalar("select sum(y) from b").Should().Be((System.Numerics.BigInteger)6);
    }

    [Fact]
    public void Results_OfOneText_AreReadOneAfterTheOther()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "select 1 as one; select 'two' as two, 2";
        using var reader = command.ExecuteReader();
        reader.Read().Should().BeTrue();
        (reader.GetName(0), reader.GetValue(0)).Should().Be(("one", (object)1));
        reader.NextResult().Should().BeTrue();
        reader.Read().Should().BeTrue();
        (reader.FieldCount, reader.GetString(0)).Should().Be((2, "two"));
        reader.NextResult().Should().BeFalse();
    }

    [Fact]
    public void Statements_AfterAFailedOne_DoNotRun()
    {
        var run = () => Execute("create table a (x integer); select nonsense; create table b (x integer)");
        run.Should().Throw<DuckDBException>();
        Scalar("select string_agg(table_name, ',') from information_schema.tables").Should().Be("a");
    }

    [Fact]
    public void ChangedRows_AreCounted()
    {
        Execute("create table a as select * from range(10) t(x)");
        Execute("update a set x = x + 1 where x < 4").Should().Be(4);
        Execute("delete from a where x > 8").Should().Be(1);
    }

    [Fact]
    public void Text_ThatDoesNotParse_FailsWithLineAndPlace()
    {
        var run = () => Execute("select 1,\n  2\nfrm range(3)");
        var error = run.Should().Throw<DuckDBException>().Which;
        error.Message.Should().StartWith("Parser Error: syntax error at or near \"range\"").And.Contain("LINE 3: frm range(3)").And.Contain("            ^");
    }

    [Fact]
    public void Column_ThatIsMissing_FailsWithLineAndPlaceAndCandidates()
    {
        Execute("create table person (person_id integer)");
        var run = () => Execute("select\n  persn_id\nfrom person");
        var error = run.Should().Throw<DuckDBException>().Which;
        error.Message.Should().StartWith("Binder Error: ").And.Contain("\"persn_id\"").And.Contain("LINE 2:").And.Contain("person_id").And.Contain("^");
    }

    [Fact]
    public void Value_ThatCannotBeCast_FailsWhileTheQueryRuns()
    {
        var run = () => Execute("select cast(x as integer) from (values ('1'), ('kůň')) t(x)");
        var error = run.Should().Throw<DuckDBException>().Which;
        error.ErrorType.Should().Be(DuckDBErrorType.Conversion);
        error.Message.Should().Contain("'kůň'");
    }

    [Fact]
    public void Database_ThatCannotBeOpened_FailsWithItsPath()
    {
        var open = () =>
        {
            using var connection = new DuckDBConnection("Data Source=/nowhere/at/all.duckdb");
            connection.Open();
        };
        open.Should().Throw<DuckDBException>().WithMessage("*/nowhere/at/all.duckdb*");
    }

    [Fact]
    public void Options_OfTheConnectionString_ReachTheEngine()
    {
        using var connection = new DuckDBConnection("Data Source=:memory:;threads=1;memory_limit=100MB");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select current_setting('threads') || ' ' || current_setting('memory_limit')";
        command.ExecuteScalar().Should().Be("1 95.3 MiB");
    }

    [Fact]
    public void Option_ThatDoesNotExist_IsNamed()
    {
        var open = () =>
        {
            using var connection = new DuckDBConnection("Data Source=:memory:;no_such_option=1");
            connection.Open();
        };
        open.Should().Throw<Exception>().WithMessage("*no_such_option*");
    }
}
