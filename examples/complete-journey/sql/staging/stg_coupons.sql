/* kmen
description: One row a coupon of a campaign and product that it is for.
grain: [coupon_upc, product_id, campaign_id]
materialized: view
tests:
  - not_null: [coupon_upc, product_id, campaign_id]
  - unique: [coupon_upc, product_id, campaign_id]
*/
with source as (
    select * from raw.coupons
)
select
    coupon_upc,
    cast(cast(product_id as double) as bigint) as product_id,
    cast(campaign_id as bigint) as campaign_id
from source
