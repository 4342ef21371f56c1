/* kmen
description: One row a product.
grain: product_id
materialized: view
tests:
  - not_null: [product_id, department, brand]
  - unique: [product_id]
  - accepted_values: { column: brand, values: [National, Private] }
*/
with source as (
    select * from raw.products
)
select
    cast(cast(product_id as double) as bigint) as product_id,
    cast(manufacturer_id as bigint) as manufacturer_id,
    department,
    brand,
    product_category,
    product_type,
    package_size
from source
