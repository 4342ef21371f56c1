using static Kmen.Ingest.Tests.TestStore;

namespace Kmen.Ingest.Tests;

public class ValueTests
{
    [Theory]
    [InlineData("bigint", "1", "-9223372036854775808", " 12 ", "17850.0", "+5", "007")]
    [InlineData("integer", "2147483647", "0")]
    [InlineData("double", "1.5", "-2e10", ".5", "1.50", "3")]
    [InlineData("boolean", "true", "F", "1", "0")]
    [InlineData("date", "2025-01-31", "2025-1-3", "2025-01-31 00:00:00")]
    [InlineData("timestamp", "2025-01-31 12:34:56", "2025-01-31T12:34:56.789Z", "2025-01-31", "2025-01-31T12:34:56+00:00", "2025-01-31 12:34:56.120")]
    [InlineData("decimal(18,2)", "12.5", "12.50", "12.5000", "-0.01", "1.", ".5", "9999999999999999.99")]
    public void Run_ValueThatCastsWhole_IsLoadedAsSent(string type, params string[] values)
    {
        using var store = Load(type, null, values);
        store.Query("select v from raw.t order by _line_number").Should().Equal(values);
        store.Query($"select count(cast(v as {type})) from raw.t").Should().Equal([$"{values.Length}"], because: "staging may cast without try");
    }

    [Theory]
    [InlineData("bigint", "is no whole number: it has a fraction", "1.5")]
    [InlineData("bigint", "is no whole number", "abc", "1e3", "0x1F", "1_000", "1,5")]
    [InlineData("bigint", "is too large for bigint", "9223372036854775808")]
    [InlineData("integer", "is too large for integer", "2147483648")]
    [InlineData("double", "is no finite number", "x", "1_0.5", "1e999")]
    [InlineData("double", "is not finite", "nan", "Infinity", "-inf")]
    [InlineData("boolean", "is neither true nor false", "2", "maybe")]
    [InlineData("date", "is no date of the form 2025-01-31", "2025-02-30", "31.01.2025", "2025/01/31")]
    [InlineData("date", "is not finite", "infinity")]
    [InlineData("timestamp", "is no timestamp of the form 2025-01-31 12:34:56", "2025-01-31 25:00:00", "soon")]
    [InlineData("timestamp", "has an offset from UTC: timestamps must be UTC", "2025-01-31T12:34:56+02:00", "2025-01-31 12:34:56-05")]
    [InlineData("decimal(18,2)", "has more than 2 digits behind the point", "1.239")]
    [InlineData("decimal(18,2)", "is no plain decimal number", "1e-3", "12 Kč")]
    [InlineData("decimal(18,2)", "is too large for decimal(18,2)", "99999999999999999.99")]
    public void Run_ValueThatDoesNotCastWhole_IsRejectedWithTheReason(string type, string reason, params string[] values)
    {
        using var store = Load(type, null, values);
        store.Query("select line_number, column_name, raw_value, reason from ops.rejects order by line_number")
            .Should().Equal(values.Select((value, i) => $"{i + 2}|v|{value}|{reason}"));
        store.Query("select count(*) from raw.t").Should().Equal("0");
        store.ShouldBalance();
    }

    [Fact]
    public void Run_DateWithFormat_IsReadByItAlone()
    {
        using var store = Load("date", "%d.%m.%Y", ["31.12.1980", "12/31/1980", "30.2.1980"]);
        store.Query("select v from raw.t").Should().Equal("31.12.1980");
        store.Query("select raw_value, reason from ops.rejects order by line_number")
            .Should().Equal("12/31/1980|is no date of the form %d.%m.%Y", "30.2.1980|is no date of the form %d.%m.%Y");
    }

    [Fact]
    public void Run_EmptyValues_AreNullAndRejectedOnlyWhereRequired()
    {
        using var store = new TestStore(Csv("t", Column("a", required: true), Column("b", "bigint"), Column("c", "date", required: true)));
        store.Write("x.csv", "a,b,c\n1,,2025-01-01\n\"\",2,2025-01-01\n3,x,\n");

        store.Run().Sources.Single().RowsRejected.Should().Be(2, because: "a row with two wrong values is one rejected row");

        store.Query("select * from raw.t").Should().Equal("1|-|2025-01-01|1|2");
        store.Query("select line_number, column_name, raw_value, reason from ops.rejects order by all").Should().Equal(
            "3|a|-|is required and empty", "4|b|x|is no whole number", "4|c|-|is required and empty");
        store.ShouldBalance();
    }

    [Fact]
    public void Run_ManyRejects_WarnsWithCountsOnly()
    {
        using var store = Load("bigint", null, ["secret", "1"]);
        store.Reporter.Warnings.Should().ContainSingle().Which.Should().Contain("1 of 2 rows").And.NotContain("secret");
    }

    static TestStore Load(string type, string? format, string[] values)
    {
        var store = new TestStore(Csv("t", Column("id"), Column("v", type, format: format)));
        store.Write("x.csv", "id,v\n" + string.Concat(values.Select((value, i) => $"{i},\"{value}\"\n")));
        store.Run().HasFailures.Should().BeFalse();
        return store;
    }
}
