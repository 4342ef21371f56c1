/* kmen
description: One row a coupon of a campaign, with how many products it is for and how often it was redeemed.
grain: [campaign_id, coupon_upc]
columns:
  campaign_id: The campaign.
  coupon_upc: Code on the coupon.
  products: Products it is for.
  redemptions: How often it was redeemed.
tests:
  - not_null: [campaign_id, coupon_upc, products, redemptions]
  - unique: [campaign_id, coupon_upc]
*/
with coupons as (
    select campaign_id, coupon_upc, count(*) as products from staging.stg_coupons group by campaign_id, coupon_upc
),
redemptions as (
    select campaign_id, coupon_upc, count(*) as redemptions from staging.stg_redemptions group by campaign_id, coupon_upc
)
select
    coupons.campaign_id,
    coupons.coupon_upc,
    cast(coupons.products as int) as products,
    cast(coalesce(redemptions.redemptions, 0) as int) as redemptions
from coupons
left join redemptions on redemptions.campaign_id = coupons.campaign_id and redemptions.coupon_upc = coupons.coupon_upc
