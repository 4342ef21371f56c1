namespace Kmen.Examples.Tests.CompleteJourney;

public class CompleteJourneyTests(CompleteJourneyNight night) : IClassFixture<CompleteJourneyNight>
{
    [DataFact]
    public void Ingest_SevenFiles_AccountsForEveryLine() =>
        Query("select source, rows_read, rows_loaded, rows_rejected, rows_duplicate from ops.files order by source").Should().Equal(
            "campaigns|27|27|0|0", "coupons|116204|111332|0|4872", "demographics|801|801|0|0", "products|92331|92331|0|0", "recipients|6589|6589|0|0",
            "redemptions|2102|2102|0|0", "transactions|75000|75000|0|0");

    [DataFact]
    public void Ingest_RoundIdsWrittenWithAnExponent_KeepTheirLines() =>
        Query("select product_id from marts.products where product_id = 900000 union all select basket_id from marts.baskets where basket_id = 40128000000")
            .Should().Equal("900000", "40128000000");

    [DataFact]
    public void Redemptions_OfEachCampaign_EqualABareQueryOverTheFiles()
    {
        Query("select sum(redemptions), sum(households) from marts.campaigns").Should().Equal("2102|6589");
        Query("select campaign_id, households, redeeming_households, redemptions from marts.campaigns order by campaign_id").Should().Equal(Query(
            $"""
            select campaign_id, (select count(*) from {File("campaigns.csv")} sent where sent.campaign_id = campaigns.campaign_id),
                count(distinct household_id), count(household_id)
            from {File("campaign_descriptions.csv")} campaigns left join {File("coupon_redemptions.csv")} redemptions using (campaign_id)
            group by campaign_id order by campaign_id
            """));
    }

    [DataFact]
    public void Persons_OfTheNight_AreTheHouseholdsOfAllFiles()
    {
        Query("select count(*), count_if(has_demographics), sum(redemptions), sum(campaigns) from marts.person").Should().Equal("2379|801|2102|6589");
        Query(
            $"""
            select household_id from (
                select household_id from {File("demographics.csv")} union select household_id from {File("campaigns.csv")}
                union select household_id from {File("transactions_sample.csv.gz")}
            ) households full join marts.person using (household_id)
            where households.household_id is null or person.person_id is null
            """).Should().BeEmpty();
    }

    [DataFact]
    public void Baskets_OfTheSample_KeepItsSales() =>
        Query("select count(*), sum(sampled_lines), sum(sales_amount) from marts.baskets").Should().Equal(Query(
            $"select count(distinct basket_id), count(*), round(sum(sales_value), 2)::decimal(18, 2) from {File("transactions_sample.csv.gz")}"));

    [DataFact]
    public void Model_OfRedemptions_IsJudgedBesideItsBaselineWithIntervals() =>
        Query(
            """
            select model, is_published = (gain_lower > 0), training_rows > 5000, holdout_rows > 2000, 0.7 < auc_lower and auc_lower < auc and auc < auc_upper,
                0.7 < baseline_auc_lower and baseline_auc_lower < baseline_auc and baseline_auc < baseline_auc_upper, gain_lower < gain and gain < gain_upper
            from predictions.models
            """).Should().Equal("redemption_30d|true|true|true|true|true|true");

    [DataFact]
    public void Audiences_OfTheNight_HaveMembersThatNoChannelCanReach()
    {
        Query("select audience from audiences.consent_proof where purpose = 'analysis' and channel is null and members > 0 order by audience")
            .Should().Equal("coupon_users", "families_without_campaign", "likely_redeemers", "never_redeemed");
        Query("select count(*) from audiences.membership where address is not null or reason is null").Should().Equal("0");
    }

    string File(string name) => $"read_csv('{night.Files}/{name}')";

    IReadOnlyList<string> Query(string sql) => night.Workspace.Query(sql);
}
