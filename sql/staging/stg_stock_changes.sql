/* kmen
description: One row a product and day on which a delivery came or few pieces were left.
grain: [product_id, changed_date]
tests:
  - not_null: [product_id, changed_date, stock_pieces]
  - unique: [product_id, changed_date]
  - accepted_range: { column: stock_pieces, min: 0 }
*/
with source as (
    select * from raw.stock_changes
)
select
    cast(product_id as bigint) as product_id,
    cast(changed_on as date) as changed_date,
    cast(stock_pieces as int) as stock_pieces
from source
