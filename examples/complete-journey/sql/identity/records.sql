/* kmen
description: One row a household that bought, got a campaign or redeemed a coupon. A household is the smallest unit of the exports, so each is a person of its own.
grain: [source, record_id]
columns:
  source: households.
  record_id: Number of the household, as text.
  first_seen_at: "The first basket, campaign or redemption."
tests:
  - not_null: [source, record_id, first_seen_at]
  - unique: [source, record_id]
*/
with seen as (
    select household_id, bought_at as seen_at from staging.stg_transactions
    union all
    select recipients.household_id, cast(campaigns.start_date as timestamp) as seen_at
    from staging.stg_recipients as recipients
    join staging.stg_campaigns as campaigns on campaigns.campaign_id = recipients.campaign_id
    union all
    select household_id, cast(redemption_date as timestamp) as seen_at from staging.stg_redemptions
)
select
    'households' as source,
    cast(household_id as string) as record_id,
    min(seen_at) as first_seen_at
from seen
group by household_id
