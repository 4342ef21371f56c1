using Kmen.Workspace.Configuration;
using static Kmen.Ingest.Tests.TestStore;

namespace Kmen.Ingest.Tests;

public class JsonArrayTests
{
    [Fact]
    public void Run_ObjectsOfAnArray_AreRowsHoweverTheyStand()
    {
        using var store = Store(Column("a"), Column("b"));
        store.Write("x.json", "  [ {\"a\":1,\"b\":[1,{\"c\":\"],}\"}]},{\"a\":\"x\\\"]\\\\\"},\n{\n \"b\": null,\n \"a\": 3\n}\n]\n");

        store.Run().HasFailures.Should().BeFalse();

        store.Query("select _line_number, a, b from raw.t order by 1").Should().Equal("1|1|[1,{\"c\":\"],}\"}]", "2|x\"]\\|-", "3|3|-");
        store.ShouldBalance();
    }

    [Fact]
    public void Run_ValuesThatAreNoObjects_AreRejectedByTheirNumber()
    {
        using var store = Store(Column("a"));
        store.Write("x.json", "[{\"a\":1}, 2, \"three\", [4], {\"a\":}, {\"a\":6}]");

        store.Run();

        store.Query("select a from raw.t order by 1").Should().Equal("1", "6");
        store.Query("select line_number, raw_value from ops.rejects order by 1").Should().Equal("2|2", "3|\"three\"", "4|[4]", "5|{\"a\":}");
        store.ShouldBalance();
    }

    [Theory]
    [InlineData("[]")]
    [InlineData(" [ \n ] ")]
    public void Run_AnEmptyArray_IsAFileWithoutRows(string text)
    {
        using var store = Store(Column("a"));
        store.Write("x.json", text);

        store.Run().HasFailures.Should().BeFalse();

        store.Status("x.json").Should().Be("loaded");
        store.Query("select count(*) from raw.t").Should().Equal("0");
    }

    [Theory]
    [InlineData("[{\"a\":1},", "waiting", "*behind value 1*not complete*")]
    [InlineData("[{\"a\":1", "waiting", "*behind value 0*not complete*")]
    [InlineData("{\"a\":1}", "quarantined", "*no JSON array*")]
    [InlineData("[{\"a\":1}] {}", "quarantined", "*follows the end*")]
    public void Run_AnArrayThatIsNotWhole_IsSetAside(string text, string status, string message)
    {
        using var store = Store(Column("a"));
        store.Write("x.json", text);

        store.Run();

        store.Status("x.json").Should().Be(status);
        store.Message("x.json").Should().Match(message);
        store.Query("select count(*) from raw.t").Should().Equal("0");
    }

    [Fact]
    public void Run_AnArrayLongerThanTheBuffer_IsReadToItsEnd()
    {
        using var store = Store(Column("n"), Column("text"));
        store.Write("x.json", "[" + string.Join(",", Enumerable.Range(0, 60_000).Select(i => $"{{\"n\":{i},\"text\":\"{new string('x', i % 50)}\"}}")) + "]");

        store.Run().RowsLoaded.Should().Be(60_000);

        store.Query("select sum(n::bigint), count(*) filter (_line_number = n::bigint + 1) from raw.t").Should().Equal("1799970000|60000");
    }

    static TestStore Store(params SourceColumn[] columns) => new(Csv("t", columns) with { Format = SourceFormat.Json });
}
