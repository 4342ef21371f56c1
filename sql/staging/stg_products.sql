/* kmen
description: One row a product of the newest catalogue.
grain: product_id
materialized: incremental
tests:
  - not_null: [product_id, product_name, unit_price]
  - unique: [product_id]
  - accepted_range: { column: unit_price, min: 0 }
*/
with source as (
    select * from raw.products
)
select
    cast(product_id as bigint) as product_id,
    trim(name) as product_name,
    nullif(trim(category), '') as category,
    nullif(trim(subcategory), '') as subcategory,
    nullif(trim(brand), '') as brand,
    cast(unit_price as decimal(18, 4)) as unit_price,
    is_active,
    cast(updated_at as timestamp) as updated_at
from source
