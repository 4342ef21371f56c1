using Kmen.Models.Parsing;
using Kmen.Warehouse;

namespace Kmen.Models.Tests.Parsing;

public sealed class QueryParserTests : IDisposable
{
    readonly TestWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("select * from marts.a", "marts.a")]
    [InlineData("select 1", "")]
    [InlineData("from marts.a", "marts.a")]
    [InlineData("select * from Marts.Orders", "marts.orders")]
    [InlineData("select * from \"marts\".\"a b\"", "marts.a b")]
    [InlineData("select * from a", "a")]
    [InlineData("select * from marts.a join marts.b using (id)", "marts.a marts.b")]
    [InlineData("select * from marts.a semi join marts.b using (id) anti join marts.c using (id)", "marts.a marts.b marts.c")]
    [InlineData("select * from marts.a, marts.b", "marts.a marts.b")]
    [InlineData("select * from marts.a union all select * from marts.b except select * from marts.c", "marts.a marts.b marts.c")]
    [InlineData("select * from (select * from (select * from marts.a) x) y", "marts.a")]
    [InlineData("select (select max(i) from marts.a) as m", "marts.a")]
    [InlineData("select * from marts.a where exists (select 1 from marts.b where b.i = a.i) and i in (select i from marts.c)", "marts.a marts.b marts.c")]
    [InlineData("select * from marts.a, lateral (select * from marts.b where b.i = a.i) l", "marts.a marts.b")]
    [InlineData("select sum(i) over (partition by j order by (select 1 from marts.b) nulls last) from marts.a", "marts.b marts.a")]
    [InlineData("select * from marts.a qualify row_number() over (order by i) = (select 1 from marts.b)", "marts.a marts.b")]
    [InlineData("select * from range(3), (values (1)) v(x)", "")]
    [InlineData("select * from marts.a pivot (sum(i) for j in (1, 2))", "marts.a")]
    [InlineData("select i from marts.a group by i having count(*) > (select 1 from marts.b) order by (select 2 from marts.c) limit (select 3 from marts.d)", "marts.a marts.b marts.c marts.d")]
    public void Tables_OfAQuery_AreThoseItReads(string sql, string tables) => Tables(sql).Should().Be(tables);

    [Theory]
    [InlineData("with x as (select * from marts.a) select * from x", "marts.a")]
    [InlineData("with x as (select * from marts.a) select * from X", "marts.a")]
    [InlineData("with a as (select * from marts.a), b as (select * from a) select * from a join b using (i)", "marts.a")]
    [InlineData("with x as (select * from x) select * from x", "x")]
    [InlineData("with b as (select * from c), c as (select 1) select * from b, c", "c")]
    [InlineData("with x as (select 1) select * from marts.x, x", "marts.x")]
    [InlineData("with x as (select 1) select * from (with y as (select * from x) select * from y) z", "")]
    [InlineData("select * from (with y as (select 1) select * from y) z join y using (i)", "y")]
    [InlineData("with x as (with x as (select * from marts.a) select * from x) select * from x", "marts.a")]
    [InlineData("with x as (select 1) select (select max(i) from x), (select 2 from y)", "y")]
    [InlineData("with x as (select 1) select * from marts.a where exists (select 1 from x)", "marts.a")]
    [InlineData("with x as (select 1) select * from x union all select * from x", "")]
    [InlineData("with x as materialized (select * from marts.a) select * from x", "marts.a")]
    [InlineData("with recursive r as (select 1 as i from marts.a union all select i + 1 from r where i < 5) select * from r", "marts.a")]
    [InlineData("with recursive x as (select * from marts.a), r as (select 1 as i union all select i + 1 from r join x using (i)) select * from r", "marts.a")]
    [InlineData("select * from (with x as (select 1) select * from x) a union all select * from x", "x")]
    public void CommonTableExpressions_AreKnownWhereTheyAreInScope(string sql, string tables) => Tables(sql).Should().Be(tables);

    [Fact]
    public void Offset_OfATable_CountsCharacters()
    {
        const string Sql = "select 'žluťoučký 🦆' as x from marts.a join marts.b using (x)";
        new QueryParser(workspace.Session).Parse(Sql).Tables.Select(table => Sql[table.Offset..]).Should().SatisfyRespectively(
            first => first.Should().StartWith("marts.a"), second => second.Should().StartWith("marts.b"));
    }

    [Theory]
    [InlineData("select * form marts.a", "marts.a")]
    [InlineData("select 'žluťoučký 🦆', * form marts.a", "marts.a")]
    [InlineData("with a as (select 1)\nselect *\nfrom a\nwhere and x", "and x")]
    public void SyntaxError_HasItsPlaceInCharacters(string sql, string at) => sql[Refused(sql).Offset!.Value..].Should().StartWith(at);

    [Theory]
    [InlineData("create table x (i int)")]
    [InlineData("select 1; drop table x")]
    [InlineData("")]
    [InlineData("-- nothing")]
    public void Text_ThatIsNoSelect_IsRefused(string sql) => Refused(sql).Kind.Should().Be("Parser");

    /// <summary>Regression: a second SELECT was run beside the model's own.</summary>
    [Fact]
    public void Text_OfSeveralSelects_IsRefusedAtTheSecond()
    {
        const string Sql = "select 'č' as a from marts.b;\nselect second_one from marts.c";
        Sql[Refused(Sql).Offset!.Value..].Should().StartWith("second_one");
    }

    string Tables(string sql) => string.Join(' ', new QueryParser(workspace.Session).Parse(sql).Tables.Select(table => table.FullName));

    WarehouseException Refused(string sql)
    {
        var act = () => new QueryParser(workspace.Session).Parse(sql);
        return act.Should().Throw<WarehouseException>().Which;
    }
}
