/* kmen
description: One row a product and day on which its price changed.
grain: [product_id, price_from]
tests:
  - not_null: [product_id, price_from, unit_price]
  - unique: [product_id, price_from]
  - accepted_range: { column: unit_price, min: 0 }
*/
with source as (
    select * from raw.prices
)
select
    cast(product_id as bigint) as product_id,
    cast(price_from as date) as price_from,
    cast(unit_price as decimal(18, 4)) as unit_price
from source
