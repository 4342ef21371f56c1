/* kmen
description: One row a coupon that was redeemed.
grain: [file_id, line_number]
columns:
  file_id: File of the export.
  line_number: Line in that file.
  source: households.
  record_id: The household's record.
  campaign_id: The campaign.
  campaign_type: "A, B or C."
  coupon_upc: Code on the coupon.
  redemption_date: The day.
  days_since_start: Days since the campaign began.
tests:
  - not_null: [file_id, line_number, record_id, campaign_id, coupon_upc, redemption_date]
  - unique: [file_id, line_number]
  - accepted_range: { column: days_since_start, min: 0 }
*/
select
    redemptions.file_id,
    redemptions.line_number,
    'households' as source,
    cast(redemptions.household_id as string) as record_id,
    redemptions.campaign_id,
    campaigns.campaign_type,
    redemptions.coupon_upc,
    redemptions.redemption_date,
    cast(days_between(campaigns.start_date, redemptions.redemption_date) as int) as days_since_start
from staging.stg_redemptions as redemptions
left join staging.stg_campaigns as campaigns on campaigns.campaign_id = redemptions.campaign_id
