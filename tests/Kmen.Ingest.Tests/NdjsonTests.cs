using Kmen.Workspace.Configuration;
using static Kmen.Ingest.Tests.TestStore;

namespace Kmen.Ingest.Tests;

public class NdjsonTests
{
    [Fact]
    public void Run_AnyKindOfValue_IsKeptAsSent()
    {
        using var store = Store(Column("a"), Column("b"));
        store.Write("x.ndjson", """
            {"a":"text","b":1.50}
            {"b":true,"a":null}
            {"a":"","b":"say \"hi\" \u017e\n\ud83d\ude00"}
            {"a":{"x": [1, 2]},"b":[ ]}

             { "other" : {"a":"inner"} , "a" : 1e5 }
            {"a":"first","a":"last"}
            """);

        store.Run().HasFailures.Should().BeFalse();

        store.Query("select a, b, _line_number from raw.t order by _line_number").Should().Equal(
            "text|1.50|1", "-|true|2", "-|say \"hi\" ž\n😀|3", "{\"x\": [1, 2]}|[ ]|4", "1e5|-|6", "last|-|7");
        store.Reporter.Warnings.Should().ContainSingle().Which.Should().Contain("other");
    }

    [Fact]
    public void Run_BrokenLines_AreRejectedWithLineTextAndReason()
    {
        using var store = Store(Column("a"));
        store.Write("x.ndjson", "{\"a\":1}\n{\"a\":\n[1]\n{\"a\":1}{\"a\":2}\n{\"a\":\"\\ud800\"}\n{\"a\":\"\\u0000\"}\n{'a':1}\n{\"a\":2}\n");

        store.Run();

        store.Query("select a from raw.t order by 1").Should().Equal("1", "2");
        store.Query("select line_number, raw_value, reason from ops.rejects order by 1").Should().Equal(
            "2|{\"a\":|is no valid JSON at byte 6",
            "3|[1]|is no JSON object",
            "4|{\"a\":1}{\"a\":2}|is no valid JSON at byte 8",
            "5|{\"a\":\"\\ud800\"}|holds text that is no Unicode, or a NUL character",
            "6|{\"a\":\"\\u0000\"}|holds text that is no Unicode, or a NUL character",
            "7|{'a':1}|is no valid JSON at byte 2");
        store.ShouldBalance();
    }

    [Fact]
    public void Run_LastLineCut_WaitsAndThenLoads()
    {
        using var store = Store(Column("a"));
        store.Write("x.ndjson.gz", "{\"a\":1}\n{\"a\":");
        store.Run();
        store.Status("x.ndjson.gz").Should().Be("waiting");
        store.Write("x.ndjson.gz", "{\"a\":1}\n{\"a\":2}");
        store.Run();
        store.Query("select a from raw.t order by a").Should().Equal("1", "2");
    }

    [Fact]
    public void Run_MissingKeyAndWrongType_AreRejectedByTheContract()
    {
        using var store = Store(Column("id", required: true), Column("at", "timestamp"));
        store.Write("x.ndjson", "{\"id\":\"1\",\"at\":\"2025-01-31T12:34:56.789Z\"}\n{\"at\":\"2025-01-31T12:34:56.789Z\"}\n{\"id\":\"3\",\"at\":{}}\n");
        store.Run();
        store.Query("select line_number, column_name, raw_value from ops.rejects order by 1").Should().Equal("2|id|-", "3|at|{}");
    }

    [Fact]
    public void Run_ManyRowGroups_KeepsEveryRow()
    {
        using var store = Store(Column("n", "bigint"), Column("text"));
        using (var writer = new StreamWriter(store.PathOf("x.ndjson")))
        {
            for (var i = 0; i < 150_001; i++)
            {
                writer.Write($"{{\"text\":{(i % 3 == 0 ? "null" : $"\"t{i}\"")},\"n\":{i}}}\n");
            }
        }

        store.Run().RowsLoaded.Should().Be(150_001);

        store.Query("select count(*), sum(n::bigint), count(text), count(*) filter (text = 't' || n), count(*) filter (_line_number = n::bigint + 1) from raw.t")
            .Should().Equal("150001|11250075000|100000|100000|150001");
    }

    static TestStore Store(params SourceColumn[] columns) => new(Csv("t", columns) with { Format = SourceFormat.Ndjson });

    [Theory]
    [InlineData("x.ndjson.gz", LoadMode.Append, "loaded")]
    [InlineData("x.ndjson.gz", LoadMode.Full, "waiting")]
    [InlineData("x.ndjson", LoadMode.Append, "waiting")]
    public void Run_NoRecord_IsADayOnWhichNothingHappened_WhereTheFileProvesItsEnd(string name, LoadMode load, string status)
    {
        using var store = new TestStore(Csv("t", Column("a")) with { Format = SourceFormat.Ndjson, Load = load });
        store.Write(name, name.EndsWith(".gz", StringComparison.Ordinal) ? Convert.FromHexString("1f8b08000000000000030300" + "0000000000000000") : []);

        store.Run().HasFailures.Should().BeFalse();

        store.Query("select status from ops.files").Should().Equal(status);
    }
}
