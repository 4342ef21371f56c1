namespace Kmen.Warehouse.Tests;

public sealed class SqlTextTests : IDisposable
{
    readonly TestEngine engine = new();

    public void Dispose() => engine.Dispose();

    [Theory]
    [InlineData("plain")]
    [InlineData("Upper Case")]
    [InlineData("select")]
    [InlineData("a\"b")]
    [InlineData("\"\"")]
    [InlineData("a'b")]
    [InlineData("x\"; drop table t; --")]
    [InlineData("řádek\nnový")]
    [InlineData("a.b")]
    [InlineData("$1")]
    [InlineData("{0}")]
    public void Name_OfAnything_IsThatName(string name)
    {
        engine.Session.Execute($"create schema {SqlText.Name(name)}; create table {SqlText.Names(TestEngine.Store, name, name)} ({SqlText.Name(name)} int)");
        engine.Session.Tables().Should().Equal(new WarehouseTable(name, name, false));
        engine.Session.List("select column_name from information_schema.columns where table_name = $1", row => row.GetString(0), [name]).Should().Equal(name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("it's")]
    [InlineData("'; drop table t; --")]
    [InlineData("back\\slash")]
    [InlineData("two\nlines ěšč 🦆 \" $1 {0}")]
    public void Text_OfAnything_IsThatText(string text) => engine.Session.Scalar<string>("select " + SqlText.Text(text)).Should().Be(text);

    [Fact]
    public void Names_WithoutACatalogue_LeavesItOut() => SqlText.Names(null, "marts", "person").Should().Be("\"marts\".\"person\"");

    [Fact]
    public void Timestamp_KeepsMicroseconds()
    {
        var moment = new DateTime(2026, 3, 29, 1, 2, 3, DateTimeKind.Utc).AddTicks(9_876_540);
        SqlText.Timestamp(moment).Should().Be("timestamp '2026-03-29 01:02:03.987654'");
        engine.Session.Scalar<DateTime>("select " + SqlText.Timestamp(moment)).Should().Be(moment);
    }
}
