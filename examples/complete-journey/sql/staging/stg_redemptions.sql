/* kmen
description: One row a coupon that was redeemed. Redemptions have no number, so file and line of the file stand for it.
grain: [file_id, line_number]
materialized: view
tests:
  - not_null: [file_id, line_number, household_id, coupon_upc, campaign_id, redemption_date]
  - unique: [file_id, line_number]
*/
with source as (
    select * from raw.redemptions
)
select
    _file_id as file_id,
    _line_number as line_number,
    cast(household_id as bigint) as household_id,
    coupon_upc,
    cast(campaign_id as bigint) as campaign_id,
    cast(redemption_date as date) as redemption_date
from source
