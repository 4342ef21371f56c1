/* kmen
description: One row a line of a basket, typed; amounts in whole cents.
grain: [basket_id, product_id]
materialized: view
columns:
  basket_id: The basket.
  product_id: The product.
  household_id: The household.
  store_id: The shop.
  quantity: Pieces, or units of fuel.
  sales_amount: What the shop received, USD.
  card_discount: Taken off by the loyalty card, USD.
  coupon_discount: Paid by a manufacturer's coupon, USD.
  coupon_match: Put by the shop on top of the coupon, USD.
  bought_at: When the basket was paid, UTC.
tests:
  - not_null: [basket_id, product_id, household_id, quantity, sales_amount, bought_at]
  - unique: [basket_id, product_id]
  - accepted_range: { column: quantity, min: 0 }
  - accepted_range: { column: sales_amount, min: 0 }
*/
with source as (
    select * from raw.transactions
)
select
    cast(cast(basket_id as double) as bigint) as basket_id,
    cast(cast(product_id as double) as bigint) as product_id,
    cast(household_id as bigint) as household_id,
    cast(store_id as bigint) as store_id,
    cast(quantity as int) as quantity,
    cast(cast(sales_value as double) as decimal(18, 2)) as sales_amount,
    cast(retail_disc as decimal(18, 2)) as card_discount,
    cast(coupon_disc as decimal(18, 2)) as coupon_discount,
    cast(coupon_match_disc as decimal(18, 2)) as coupon_match,
    cast(transaction_timestamp as timestamp) as bought_at
from source
