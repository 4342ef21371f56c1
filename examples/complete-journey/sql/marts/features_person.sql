/* kmen
description: >
  One row a person and moment, for households that got a campaign before it, with every feature as a number. What a household said of itself has no date
  and is taken as known from the start; where it said nothing it is null.
grain: [person_id, as_of]
columns:
  person_id: The household as a person.
  as_of: The moment; nothing from then on is read.
  recency_days: Days since the last redemption; for who never redeemed, since the first campaign.
  redemptions: Coupons redeemed.
  redemptions_60d: Those of the last 60 days.
  campaigns_redeemed: Campaigns out of which one was redeemed.
  response_share: campaigns_redeemed / campaigns.
  campaigns: Campaigns it got.
  campaigns_a: Those of type A.
  running_campaigns: Those that still run.
  running_a: Those of type A that still run.
  running_days: Days until the last of them ends.
  days_since_campaign: Days since the last campaign began.
  baskets: Baskets in the sample.
  baskets_60d: Those of the last 60 days.
  days_since_basket: Days since the last of them.
  lines: Sampled lines.
  stores: Different shops.
  sales_amount: Sales of these lines, USD.
  average_line_amount: Sales a line, USD.
  private_brand_share: Share of lines of the grocer's own brand.
  coupon_line_share: Share of lines with a coupon.
  age_from: Where the range of the age begins, years.
  income_from: Where the range of the income begins, thousands of USD.
  household_size: Persons.
  kids: Kids.
tests:
  - not_null: [person_id, as_of, recency_days, redemptions, campaigns]
  - unique: [person_id, as_of]
  - accepted_range: { column: recency_days, min: 1 }
*/
with households as (
    select campaigns.person_id, campaigns.as_of, min(demographics.age_from) as age_from, min(demographics.income_from) as income_from,
        min(demographics.household_size) as household_size, min(demographics.kids) as kids
    from marts.features_campaigns as campaigns
    join identity.record_as_of as members on members.person_id = campaigns.person_id and members.as_of = campaigns.as_of
    left join staging.stg_demographics as demographics on cast(demographics.household_id as string) = members.record_id
    group by campaigns.person_id, campaigns.as_of
)
select
    campaigns.person_id,
    campaigns.as_of,
    cast(days_between(coalesce(redemptions.last_redemption_date, campaigns.first_campaign_date), campaigns.as_of) as int) as recency_days,
    coalesce(redemptions.redemptions, 0) as redemptions,
    coalesce(redemptions.redemptions_60d, 0) as redemptions_60d,
    coalesce(redemptions.campaigns_redeemed, 0) as campaigns_redeemed,
    round(cast(coalesce(redemptions.campaigns_redeemed, 0) as double) / nullif(campaigns.campaigns, 0), 4) as response_share,
    campaigns.campaigns,
    campaigns.campaigns_a,
    campaigns.running_campaigns,
    campaigns.running_a,
    campaigns.running_days,
    cast(days_between(campaigns.last_campaign_date, campaigns.as_of) as int) as days_since_campaign,
    coalesce(shopping.baskets, 0) as baskets,
    coalesce(shopping.baskets_60d, 0) as baskets_60d,
    cast(days_between(shopping.last_bought_at, campaigns.as_of) as int) as days_since_basket,
    coalesce(shopping.lines, 0) as lines,
    coalesce(shopping.stores, 0) as stores,
    cast(coalesce(shopping.sales_amount, 0) as double) as sales_amount,
    shopping.average_line_amount,
    shopping.private_brand_share,
    shopping.coupon_line_share,
    households.age_from,
    households.income_from,
    households.household_size,
    households.kids
from marts.features_campaigns as campaigns
join households on households.person_id = campaigns.person_id and households.as_of = campaigns.as_of
left join marts.features_redemptions as redemptions on redemptions.person_id = campaigns.person_id and redemptions.as_of = campaigns.as_of
left join marts.features_shopping as shopping on shopping.person_id = campaigns.person_id and shopping.as_of = campaigns.as_of
