/* kmen
description: One row a campaign with its time, its coupons and its response.
grain: campaign_id
columns:
  campaign_id: Number of the campaign.
  campaign_type: "A, B or C."
  start_date: First day.
  end_date: Last day.
  days: Days it ran.
  coupons: Coupons.
  households: Households that got it.
  redeeming_households: Those that redeemed a coupon.
  redemptions: Coupons redeemed.
  response_rate: redeeming_households / households.
tests:
  - not_null: [campaign_id, campaign_type, start_date, end_date, households, redemptions]
  - unique: [campaign_id]
  - accepted_range: { column: response_rate, min: 0, max: 1 }
*/
with sent as (
    select campaign_id, count(*) as households from staging.stg_recipients group by campaign_id
),
redeemed as (
    select campaign_id, count(*) as redemptions, count(distinct record_id) as households from marts.redemptions group by campaign_id
),
coupons as (
    select campaign_id, count(*) as coupons from marts.coupons group by campaign_id
)
select
    campaigns.campaign_id,
    campaigns.campaign_type,
    campaigns.start_date,
    campaigns.end_date,
    cast(days_between(campaigns.start_date, campaigns.end_date) + 1 as int) as days,
    cast(coalesce(coupons.coupons, 0) as int) as coupons,
    cast(coalesce(sent.households, 0) as int) as households,
    cast(coalesce(redeemed.households, 0) as int) as redeeming_households,
    cast(coalesce(redeemed.redemptions, 0) as int) as redemptions,
    round(cast(coalesce(redeemed.households, 0) as double) / nullif(sent.households, 0), 4) as response_rate
from staging.stg_campaigns as campaigns
left join sent on sent.campaign_id = campaigns.campaign_id
left join redeemed on redeemed.campaign_id = campaigns.campaign_id
left join coupons on coupons.campaign_id = campaigns.campaign_id
