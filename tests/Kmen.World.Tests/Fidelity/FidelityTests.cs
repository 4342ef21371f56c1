using System.Globalization;
using Kmen.World.Tests.Patterns;
using Xunit.Abstractions;

namespace Kmen.World.Tests.Fidelity;

/// <summary>
/// The aggregate picture against real shops. The tolerances are how far the world is from them today, as <c>docs/world.md</c> says in a table; a change that moves it
/// further away fails.
/// </summary>
[Collection(PatternWorldGroup.Name)]
public sealed class FidelityTests(PatternWorld world, ITestOutputHelper output)
{
    [DataFact]
    public void PurchasesOfPersons_AgainstCdnowAndOnlineRetail_RepeatInLikeWays()
    {
        Purchases("simulated", "select person_id as p, local_at::date as d from buys");
        Purchases("cdnow", $"""
            select a[1] as p, strptime(a[2], '%Y%m%d')::date as d
            from (select regexp_split_to_array(trim(column0), '\s+') as a from read_csv('{Data}/cdnow/CDNOW_master.txt', header = false, delim = '|', all_varchar = true)
                  where regexp_matches(trim(column0), '^[0-9]'))
            """);
        Purchases("online_retail", $"select p, d from ({OnlineRetail})");

        // How far from the range that two real shops span.
        Between("repeat_share", "cdnow", "online_retail", 0.05);
        Between("repeat_180d", "cdnow", "online_retail", 0.05);
        Between("count_variation", "cdnow", "online_retail", 0.25);
        Between("gap_variation", "cdnow", "online_retail", 0.1);
        Between("gap_median_over_mean", "cdnow", "online_retail", 0.05);
    }

    [DataFact]
    public void ProductsOfLines_AgainstOnlineRetailAndCompleteJourney_AreAsConcentrated()
    {
        Products("simulated", "select product_id as prod from lines");
        Products("online_retail", $"select prod from ({OnlineRetail})");
        Products("complete_journey", $"select product_id as prod from read_csv('{Data}/complete_journey/transactions_sample.csv.gz', all_varchar = true)");
        Between("share_of_top_fifth", "online_retail", "complete_journey", 0.12);
        Between("zipf_slope", "online_retail", "complete_journey", 0.1);
    }

    [DataFact]
    public void SessionsThatEndInAnOrder_AgainstOnlineShoppers_AreAboutAsMany()
    {
        double real = One($"select avg(Revenue::int) from read_csv('{Data}/online_shoppers/online_shoppers_intention.csv')");
        double simulated = One("""
            select (select count(*) from buys where channel = 'web') / count(*)::double
            from (select cookie_id, local_at, lag(local_at) over (partition by cookie_id order by local_at) as before from views) where before is null or local_at - before > interval 30 minute
            """);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"conversion: real {real:f3}, simulated {simulated:f3}"));
        simulated.Should().BeApproximately(real, 0.03);
    }

    static string Data => DataFolder.Path!;

    static string OnlineRetail => $"""
        select CustomerID as p, InvoiceDate::timestamp::date as d, StockCode as prod from read_csv('{Data}/online_retail/*.csv.gz', all_varchar = true)
        where CustomerID <> '' and not InvoiceNo like 'C%' and Quantity::int > 0 and UnitPrice::double > 0
        """;

    readonly Dictionary<(string Measure, string Of), double> measures = [];

    void Purchases(string of, string sql) => Measure(of, $"""
        with days as (select distinct p, d from ({sql})), gaps as (select date_diff('day', lag(d) over (partition by p order by d), d) as gap from days),
        persons as (select p, count(*) as n, min(d) as first_on from days group by p), last as (select max(d) as last_on from days)
        select
            (select avg((n > 1)::int) from persons) as repeat_share,
            (select avg(exists (select 1 from days x where x.p = f.p and x.d > f.first_on and x.d <= f.first_on + interval 180 day)::int)
                from persons f, last where first_on + interval 180 day <= last_on) as repeat_180d,
            (select stddev(n) / avg(n) from persons) as count_variation,
            (select stddev(gap) / avg(gap) from gaps) as gap_variation,
            (select median(gap) / avg(gap) from gaps) as gap_median_over_mean
        """);

    void Products(string of, string sql) => Measure(of, $"""
        with ranks as (select count(*) as n, row_number() over (order by count(*) desc, prod) as r from ({sql}) group by prod), total as (select sum(n) as s, count(*) as k from ranks)
        select
            (select sum(n) from ranks, total where r <= k * 0.2) / any_value(s)::double as share_of_top_fifth,
            (select regr_slope(ln(n), ln(r)) from ranks, total where r between 10 and k * 0.3) as zipf_slope
        from total
        """);

    void Measure(string of, string sql)
    {
        foreach ((string measure, double value) in world.Engine.Rows(sql, row => Enumerable.Range(0, row.FieldCount).Select(i => (row.GetName(i), row.GetDouble(i))).ToList()).Single())
        {
            measures[(measure, of)] = value;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{of} {measure} {value:f3}"));
        }
    }

    void Between(string measure, string one, string other, double tolerance)
    {
        double low = Math.Min(measures[(measure, one)], measures[(measure, other)]);
        double high = Math.Max(measures[(measure, one)], measures[(measure, other)]);
        measures[(measure, "simulated")].Should().BeInRange(low - tolerance, high + tolerance, because: measure);
    }

    double One(string sql) => world.Engine.Rows(sql, row => row.GetDouble(0)).Single();
}
