namespace Kmen.Warehouse.Tests;

public sealed class ParameterTests : IDisposable
{
    readonly TestEngine engine = new();

    public static TheoryData<string, object> Values => new()
    {
        { "VARCHAR", "O'Brien \"x\"; drop table t; -- ěšč 🦆" },
        { "BIGINT", long.MaxValue },
        { "INTEGER", int.MinValue },
        { "BOOLEAN", true },
        { "DOUBLE", 0.1 },
        { "TIMESTAMP", new DateTime(2026, 3, 29, 1, 30, 0, 123, DateTimeKind.Unspecified).AddTicks(4560) },
        { "DATE", new DateOnly(1980, 12, 31) },
    };

    public void Dispose() => engine.Dispose();

    [Theory]
    [MemberData(nameof(Values))]
    public void Parameter_OfEachType_ComesBackAsItWent(string type, object value)
    {
        using var reader = engine.Session.Read("select typeof($1), $1", [value]);
        reader.Read().Should().BeTrue();
        reader.GetString(0).Should().Be(type);
        var back = reader.GetValue(1);
        back.Should().Be(value);
    }

    [Fact]
    public void Parameter_Decimal_KeepsItsDigits() =>
        engine.Session.Scalar<decimal>("select $1::decimal(18, 4)", [123456789.1234m]).Should().Be(123456789.1234m);

    [Fact]
    public void Parameter_Null_IsNull() =>
        engine.Session.Scalar<bool>("select $1::varchar is null and $2::bigint is null", [null, null]).Should().BeTrue();

    [Fact]
    public void Parameters_ByNumber_MayComeInAnyOrderAndTwice() =>
        engine.Session.Scalar<string>("select $2 || $1 || $2", ["a", "b"]).Should().Be("bab");

    [Fact]
    public void Execute_WithParameters_ChangesRowsAndCountsThem()
    {
        engine.Session.Execute("create table main.t (a integer, b varchar)");
        engine.Session.Execute("insert into main.t values ($1, $2), ($3, $4)", [1, "x", 2, null]).Should().Be(2);
        engine.Session.Execute("update main.t set b = $1", ["y"]).Should().Be(2);
        engine.Session.Execute("delete from main.t where a = $1", [1]).Should().Be(1);
        engine.Query("select * from main.t").Should().Equal("2|y");
    }

    [Fact]
    public void Execute_OfWhatChangesNothing_CountsZero() => engine.Session.Execute("create table main.t (a integer)").Should().Be(0);

    [Fact]
    public void Parameter_MissingOne_IsRefusedByTheEngine()
    {
        var act = () => engine.Session.Scalar<string>("select $1 || $2", ["a"]);
        act.Should().Throw<Exception>(because: "a forgotten value must not become null");
    }
}
