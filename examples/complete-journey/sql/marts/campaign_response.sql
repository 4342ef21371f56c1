/* kmen
description: One row a household and campaign that it got, with what the household made of it.
grain: [campaign_id, source, record_id]
columns:
  campaign_id: The campaign.
  campaign_type: "A, B or C."
  start_date: First day of the campaign.
  end_date: Last day of the campaign.
  source: households.
  record_id: The household's record.
  has_redeemed: Whether a coupon was redeemed.
  redemptions: Coupons redeemed.
  first_redemption_date: The first day of that.
  days_to_redeem: Days from the start to it.
  baskets: Baskets in the sample while the campaign ran.
tests:
  - not_null: [campaign_id, source, record_id, has_redeemed, redemptions]
  - unique: [campaign_id, source, record_id]
  - relationships: { column: campaign_id, to: marts.campaigns, field: campaign_id }
*/
with sent as (
    select
        recipients.campaign_id,
        campaigns.campaign_type,
        campaigns.start_date,
        campaigns.end_date,
        'households' as source,
        cast(recipients.household_id as string) as record_id
    from staging.stg_recipients as recipients
    join staging.stg_campaigns as campaigns on campaigns.campaign_id = recipients.campaign_id
),
redeemed as (
    select campaign_id, source, record_id, count(*) as redemptions, min(redemption_date) as first_redemption_date
    from marts.redemptions
    group by campaign_id, source, record_id
),
bought as (
    select sent.campaign_id, sent.source, sent.record_id, count(*) as baskets
    from sent
    join marts.baskets as baskets
        on baskets.source = sent.source and baskets.record_id = sent.record_id and baskets.bought_date between sent.start_date and sent.end_date
    group by sent.campaign_id, sent.source, sent.record_id
)
select
    sent.campaign_id,
    sent.campaign_type,
    sent.start_date,
    sent.end_date,
    sent.source,
    sent.record_id,
    redeemed.redemptions is not null as has_redeemed,
    cast(coalesce(redeemed.redemptions, 0) as int) as redemptions,
    redeemed.first_redemption_date,
    cast(days_between(sent.start_date, redeemed.first_redemption_date) as int) as days_to_redeem,
    cast(coalesce(bought.baskets, 0) as int) as baskets
from sent
left join redeemed on redeemed.campaign_id = sent.campaign_id and redeemed.source = sent.source and redeemed.record_id = sent.record_id
left join bought on bought.campaign_id = sent.campaign_id and bought.source = sent.source and bought.record_id = sent.record_id
