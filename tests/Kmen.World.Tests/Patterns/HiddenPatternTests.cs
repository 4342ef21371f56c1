namespace Kmen.World.Tests.Patterns;

[Collection(PatternWorldGroup.Name)]
public sealed class HiddenPatternTests(PatternWorld world)
{
    /// <summary>The standard score whose two-sided p is one in a million.</summary>
    const double OneInAMillion = 4.8916;

    /// <summary>
    /// For each pattern what someone who knows it would ask of the exports: person_id and a value in which members differ. The members come from the truth.
    /// </summary>
    public static TheoryData<string, string> Queries => new()
    {
        { "rain_buyer", "select b.person_id, avg((w.rain >= 1)::int) as value from buys b join weather w on w.person_id = b.person_id and w.day = b.local_at::date group by all" },
        {
            "commuter", """
            select person_id, avg((channel = 'web' and isodow(local_at) <= 5 and local_at::time between '06:30' and '08:45' and device = 'phone')::int) as value
            from buys left join (select cookie_id, any_value(device) as device from views group by all) using (cookie_id) group by all
            """
        },
        {
            "gift_buyer", """
            select person_id, avg(exists (select 1 from (values (2, 14), (5, 10), (6, 1), (12, 6), (12, 24)) f(m, d)
                where date_diff('day', local_at::date, make_date(year(local_at), m, d)) between 1 and 9)::int) as value
            from (select person_id, local_at from buys) group by all
            """
        },
        {
            "night_researcher", """
            select person_id, avg(exists (select 1 from views v where v.person_id = b.person_id and v.local_at::date = b.local_at::date - 1 and hour(v.local_at) >= 22)::int) as value
            from buys b where channel = 'shop' group by all
            """
        },
        { "payday_buyer", "select person_id, avg((day(local_at) between 10 and 12)::int) as value from buys group by all" },
        {
            "weekday_ritualist",
            "select person_id, max(n) / sum(n) as value from (select person_id, isodow(local_at), count(*) as n from buys group by all) group by all having sum(n) >= 3"
        },
        {
            "birthday_treater", """
            select person_id, avg((least((dayofyear(birth_date) - dayofyear(local_at) + 365) % 365, 365) between 0 and 6)::int) as value
            from buys join persons using (person_id) group by all
            """
        },
        { "deal_hunter", "select person_id, avg((discount > 0)::int) as value from lines group by all" },
        { "restocker", "select person_id, 1 - count(distinct product_id) / count(*) as value from lines group by all having count(distinct order_id) >= 2" },
        {
            "brand_devotee",
            "select person_id, max(n) / sum(n) as value from (select person_id, brand, count(*) as n from lines join products using (product_id) group by all) group by all having sum(n) >= 3"
        },
        {
            "bundle_buyer", """
            select a.person_id, avg(((a.product_id - 10001) // 200 = (b.product_id - 10001) // 200 and (b.product_id - 10001) % 200 = ((a.product_id - 10001) % 200 * 7 + 13) % 200)::int) as value
            from lines a join lines b on b.order_id = a.order_id and a.line_number = 1 and b.line_number = 2 group by all
            """
        },
        {
            "price_drop_watcher", """
            select l.person_id, avg((p.unit_price < p.before and date_diff('day', p.price_from, l.local_at::date) <= 28)::int) as value
            from lines l asof join prices p on p.product_id = l.product_id and p.price_from <= l.local_at::date group by all
            """
        },
        { "low_stock_buyer", "select l.person_id, avg((s.stock_pieces <= 5)::int) as value from lines l asof join stock s on s.product_id = l.product_id and s.changed_on <= l.local_at::date group by all" },
        { "returner", "select l.person_id, avg((r.order_id is not null)::int) as value from lines l left join returned r using (order_id, line_number) group by all" },
        { "review_reader", "select person_id, avg((url like '%/recenze')::int) as value from views where type = 'view' group by all" },
        {
            "weekend_app_user", """
            select person_id, avg(in_app) as value from (select person_id, local_at, 1 as in_app from app union all select person_id, local_at, 0 from views)
            where isodow(local_at) >= 6 group by all
            """
        },
        {
            "instant_opener", """
            select person_id, avg((epoch(o.event_at) - epoch(d.event_at) < 900)::int) as value
            from mail d join (select email, campaign_id, event_at from mail where type = 'opened') o using (email, campaign_id) where d.type = 'delivered' group by all
            """
        },
        { "grumbler", $"select person_id, avg({Sour}) as value from tickets group by all" },
        {
            "silent_leaver", $"""
            select person_id, count(*) filter (where v.local_at >= c.churned_at - interval 85 day) / count(*)::double as value
            from churn c join (select person_id, local_at from views union all select person_id, local_at from app) v using (person_id)
            where c.churned_at between timestamp '{PatternWorld.End}' - interval 230 day and timestamp '{PatternWorld.End}'
              and v.local_at >= c.churned_at - interval 170 day and v.local_at < c.churned_at
            group by all
            """
        },
    };

    const string Sour = "regexp_matches(text, 'zklamal|nespokojen|ostuda|špatn|nereaguje|vážně|jinde|naposledy|Okamžitě|nedoporuč|vztek')::int";

    [Theory]
    [MemberData(nameof(Queries))]
    public void Pattern_AskedByOneWhoKnowsIt_ShowsBeyondChance(string pattern, string query)
    {
        double score = world.Score(pattern, query);
        Math.Abs(score).Should().BeGreaterThan(OneInAMillion, because: pattern);
    }

    [Fact]
    public void SilentLeavers_BeforeTheyLeave_TurnCrossAndBuyLess()
    {
        const string Leaving = "join churn c using (person_id) where local_at >= c.churned_at - interval 85 day and local_at < c.churned_at";
        world.Score("silent_leaver", $"select person_id, avg({Sour}) as value from tickets {Leaving} group by all").Should().BeGreaterThan(OneInAMillion);
        world.Score("silent_leaver", $"select person_id, avg(n) as value from (select person_id, order_id, count(*) as n from lines {Leaving} group by all) group by all")
            .Should().BeLessThan(-OneInAMillion);
    }

    [Fact]
    public void Truth_OfPatterns_HasSeventeenOrMoreOfWhichEachHasMembers()
    {
        List<(string Pattern, long Members)> patterns = world.Engine.Rows("select pattern, count(*) from patterns group by 1", row => (row.GetString(0), row.GetInt64(1)));
        patterns.Select(it => it.Pattern).Should().BeEquivalentTo(Queries.Select(row => (string)row[0]));
        patterns.Should().HaveCountGreaterThanOrEqualTo(17).And.OnlyContain(it => it.Members > 700);
    }
}
