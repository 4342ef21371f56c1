using System.Numerics;
using System.Text;
using System.Text.Json;
using Kmen.Cli.Output;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;

namespace Kmen.Cli.Tests;

public sealed class ResultWriterTests : IDisposable
{
    const string EveryType =
        """
        select 1::bigint as a_bigint, 12345678901234567890::hugeint as a_hugeint, 1.50::decimal(18,2) as a_decimal, 0.1::double as a_double, true as a_flag,
               'é "x", y' as a_text, date '2025-01-31' as a_day, timestamp '2025-01-31 12:34:56.789' as a_moment, timestamp '2025-01-31 00:00:00' as a_midnight,
               null::varchar as a_null, '' as an_empty, [1, 2] as a_list, {'k': 1} as a_struct, 'nan'::double as a_nan
        """;

    readonly TemporaryFolder folder = new();
    readonly DuckDbWarehouse warehouse;
    readonly IWarehouseSession session;

    public ResultWriterTests()
    {
        warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 1, Memory = "256MB", TempFolder = folder.Path });
        session = warehouse.Open();
    }

    public void Dispose()
    {
        session.Dispose();
        warehouse.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Csv_EveryType_FollowsRfc4180() =>
        Csv(EveryType).Should().Be(
            "a_bigint,a_hugeint,a_decimal,a_double,a_flag,a_text,a_day,a_moment,a_midnight,a_null,an_empty,a_list,a_struct,a_nan\n"
            + "1,12345678901234567890,1.50,0.1,true,\"é \"\"x\"\", y\",2025-01-31,2025-01-31 12:34:56.789,2025-01-31 00:00:00,,\"\",\"[1, 2]\",{k: 1},NaN\n");

    [Fact]
    public void Csv_ReadBackByTheEngine_IsTheSame()
    {
        const string sql = "select i, 'a' || chr(10) || '\"' || i as t, case when i % 3 = 0 then null else '' end as n from range(1000) r(i)";
        var file = folder.Write("result.csv", Csv(sql));

        session.Scalar<long>($"select count(*) from (({sql}) except (select * from read_csv('{file}', header = true, all_varchar = false, allow_quoted_nulls = false)))")
            .Should().Be(0, because: "nulls, empty texts, quotes and line ends survive");
    }

    [Fact]
    public void Json_EveryType_IsWhatItIs()
    {
        var row = JsonDocument.Parse(Json(EveryType)).RootElement[0];

        row.GetProperty("a_bigint").GetInt64().Should().Be(1);
        BigInteger.Parse(row.GetProperty("a_hugeint").GetRawText(), System.Globalization.CultureInfo.InvariantCulture).Should().Be(BigInteger.Parse("12345678901234567890", System.Globalization.CultureInfo.InvariantCulture));
        row.GetProperty("a_decimal").GetRawText().Should().Be("1.50", because: "a decimal is a number with its scale");
        row.GetProperty("a_double").GetDouble().Should().Be(0.1);
        row.GetProperty("a_flag").GetBoolean().Should().BeTrue();
        row.GetProperty("a_text").GetString().Should().Be("é \"x\", y");
        row.GetProperty("a_day").GetString().Should().Be("2025-01-31");
        row.GetProperty("a_moment").GetString().Should().Be("2025-01-31T12:34:56.789");
        row.GetProperty("a_midnight").GetString().Should().Be("2025-01-31T00:00:00");
        row.GetProperty("a_null").ValueKind.Should().Be(JsonValueKind.Null);
        row.GetProperty("an_empty").GetString().Should().BeEmpty();
        row.GetProperty("a_list").GetArrayLength().Should().Be(2);
        row.GetProperty("a_struct").GetProperty("k").GetInt32().Should().Be(1);
        row.GetProperty("a_nan").GetString().Should().Be("NaN", because: "JSON has no such number");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20_000)]
    public void Json_AnyNumberOfRows_IsAnArrayOfThem(int count)
    {
        var json = Json($"select i as number, 'text ' || i as text from range({count}) r(i)");

        JsonDocument.Parse(json).RootElement.GetArrayLength().Should().Be(count);
        json.TrimEnd().Split('\n').Should().HaveCount(count == 0 ? 1 : count + 2, because: "each row is a line");
    }

    [Fact]
    public void Json_ColumnsOfOneName_AreToldApart() => Json("select 1 as a, 2 as a, 3 as a_2").Should().Be("[\n{\"a\":1,\"a_2\":2,\"a_2_2\":3}\n]\n");

    [Fact]
    public void Table_Numbers_StandOnTheRight() =>
        Table("select * from (values ('one', 1, 1.5::decimal(9,2)), ('three', 1000, null)) t(name, number, amount) order by number").Should().Be(
            """
            name   number  amount
            ─────  ──────  ──────
            one         1    1.50
            three    1000    NULL
            (2 rows)

            """);

    [Fact]
    public void Table_OnANarrowTerminal_IsCutToItsWidth()
    {
        var text = Table("select repeat('x', 100) as long, 12345 as number, repeat('y', 100) as longer", width: 40);

        text.Split('\n').Should().OnlyContain(line => line.Length <= 40);
        text.Should().Contain("12345", because: "numbers are not cut while texts can be").And.Contain("…");
    }

    [Fact]
    public void Table_WithMoreColumnsThanFit_NamesTheOnesLeftOut()
    {
        var text = Table("select " + string.Join(", ", Enumerable.Range(1, 12).Select(i => $"1000000000 + {i} as column_{i}")), width: 60);

        text.Should().Contain("column_4").And.Contain("Not shown for want of width: column_6, column_7").And.Contain("--format csv");
    }

    [Fact]
    public void Table_BeyondTheRowsShown_SaysThatThereAreMore() =>
        Table("select i from range(2000) r(i)", maximumRows: 1000).Should().EndWith("(first 1,000 rows; --rows 0 shows all)\n");

    [Fact]
    public void Table_WithExactlyTheRowsShown_SaysNothingOfMore() => Table("select i from range(1000) r(i)", maximumRows: 1000).Should().EndWith("\n(1,000 rows)\n");

    [Fact]
    public void Table_TextWithLineEnds_StaysOnOneLine() => Table("select 'a' || chr(10) || 'b' as t").Should().Be("t  \n───\na⏎b\n(1 row)\n".Replace("t  \n", "t\n", StringComparison.Ordinal));

    [Fact]
    public void Table_WithoutRows_HasItsHeader() => Table("select 1 as a where false").Should().Be("a\n─\n(0 rows)\n");

    string Csv(string sql)
    {
        using var writer = new StringWriter();
        using var rows = session.Read(sql);
        new CsvResultWriter(writer).Write(rows, CancellationToken.None);
        return writer.ToString();
    }

    string Json(string sql)
    {
        using var stream = new MemoryStream();
        using var rows = session.Read(sql);
        new JsonResultWriter(stream).Write(rows, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    string Table(string sql, int? width = null, int maximumRows = 0)
    {
        using var writer = new StringWriter();
        using var rows = session.Read(sql);
        new TableResultWriter(writer, width, maximumRows).Write(rows, CancellationToken.None);
        return writer.ToString();
    }
}
