using DuckDB.NET.Data;

namespace DuckDB.NET.Bindings.Tests.Engine;

public sealed class FunctionTests : EngineTest
{
    [Fact]
    public void ScalarFunction_InCSharp_RunsOnEveryRow()
    {
        Connection.RegisterScalarFunction("twice", (long value) => value * 2);
        Scalar("select count(*) from range(100_000) t(i) where twice(i) = 2 * i").Should().Be(100_000L);
    }

    [Fact]
    public void ScalarFunction_OfTexts_TakesAndReturnsShortAndLong()
    {
        Connection.RegisterScalarFunction("joined", (string left, string right) => $"{left} {right}");
        Scalar("select joined('a', 'b')").Should().Be("a b");
        Scalar("select joined('Příliš žluťoučký', 'kůň úpěl')").Should().Be("Příliš žluťoučký kůň úpěl");
    }

    [Fact]
    public void ScalarFunction_OfNull_IsNull()
    {
        Connection.RegisterScalarFunction("twice", (long value) => value * 2);
        Scalar("select twice(null)").Should().Be(DBNull.Value);
    }

    [Fact]
    public void ScalarFunction_ThatThrows_FailsTheQueryWithItsMessage()
    {
        Connection.RegisterScalarFunction<long, long>("picky", value => value == 7 ? throw new InvalidOperationException("seven is not welcome") : value);
        var run = () => Scalar("select sum(picky(i)) from range(10) t(i)");
        run.Should().Throw<Exception>().WithMessage("*seven is not welcome*");
    }

    [Fact]
    public void TableFunction_InCSharp_TakesParametersAndReturnsRows()
    {
        Connection.RegisterTableFunction<string, int>(
            "repeated",
            parameters => new TableFunction(
                [new("place", typeof(int)), new("text", typeof(string))],
                Enumerable.Range(1, parameters[1].GetValue<int>()).Select(place => (place, parameters[0].GetValue<string>())).ToList(),
                null),
            (item, writers, row) =>
            {
                var (place, text) = ((int, string))item!;
                writers[0].WriteValue(place, row);
                writers[1].WriteValue(text, row);
            });
        Scalar("select string_agg(place || text, ' ' order by place) from repeated('x', 3)").Should().Be("1x 2x 3x");
    }
}
