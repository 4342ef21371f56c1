using Kmen.Models.Analysis;
using Kmen.Warehouse;

namespace Kmen.Models.Tests.Analysis;

public sealed class KeyWayTests
{
    static readonly KeyWay Cards = new("t.card as v0", "changed_cards");
    static readonly KeyWay Phones = new("t.phone as v0", "changed_phones");

    [Fact]
    public void Ways_OverTheSameRows_SearchThemOnce()
    {
        var sql = KeyWay.Sql([Orders([Cards]), Orders([Phones]), Orders([Cards])]);
        sql.Split("from orders").Should().HaveCount(2, because: sql);
        sql.Split("from changed_cards").Should().HaveCount(2, because: sql);
    }

    [Fact]
    public void Ways_ByAnotherColumnOrWithAnotherCondition_StayTheirOwn()
    {
        var sql = KeyWay.Sql([Orders([Cards]), Orders([Cards]) with { On = "v.v0 = t.phone" }, Orders([Cards]) with { Where = "t.email is not null" }]);
        sql.Split("from orders").Should().HaveCount(4, because: sql);
        sql.Split("from changed_cards").Should().HaveCount(2, because: "all three need the same values: " + sql);
    }

    [Fact]
    public void Ways_OfALongWay_LeadToTheSameKeysAsEachAlone()
    {
        using var workspace = new TestWorkspace();
        workspace.Session.Execute(
            """
            create table changed_cards as select unnest(['c1', 'c2', null]) as card;
            create table changed_phones as select unnest(['p1', 'p9']) as phone;
            create table claims as select * from (values ('c1', 'b1'), ('p9', 'b2'), ('c8', 'b3')) claims(claim, browser);
            create table orders as
            select * from (values ('o1', 'c1', null, null), ('o2', null, 'p1', null), ('o3', null, null, 'b1'), ('o4', 'c8', 'p8', 'b3'), ('o5', null, null, 'b2'), ('o6', null, null, null))
                orders(order_id, card, phone, browser)
            """);
        KeyWay Claims(KeyWay values) => new("t.browser as v0", "claims") { On = "v.v0 = t.claim", Values = [values] };
        List<KeyWay> ways =
        [
            new("t.card as k0", "changed_cards"),
            Orders([Cards]), Orders([Phones]) with { On = "v.v0 = t.phone" },
            Orders([Claims(Cards)]) with { On = "v.v0 = t.browser" }, Orders([Claims(Phones)]) with { On = "v.v0 = t.browser" },
        ];
        IReadOnlyList<string?> Keys(string sql) => workspace.Session.List($"select distinct k0 from ({sql}) k order by k0", row => row.IsDBNull(0) ? null : row.GetString(0));

        var together = Keys(KeyWay.Sql(ways));
        together.Should().Equal(Keys(string.Join(" union all ", ways.Select(way => $"(select k0 from ({KeyWay.Sql([way])}) one)"))));
        together.Should().Contain(["o1", "o2", "o3", "o5"]).And.NotContain(["o4", "o6"]);
    }

    static KeyWay Orders(IReadOnlyList<KeyWay> values) => new("t.order_id as k0", "orders") { On = "v.v0 = t.card", Values = values };
}
