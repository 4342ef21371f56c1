/* kmen
description: One row a line of an order, typed.
grain: [order_id, line_number]
materialized: incremental
tests:
  - not_null: [order_id, line_number, product_id, quantity, line_total]
  - unique: [order_id, line_number]
  - accepted_range: { column: quantity, min: 1 }
  # The order may be rejected, or come a day later.
  - relationships: { column: order_id, to: staging.stg_orders, field: order_id }
    error_if: "> 1 %"
  - expression: line_total = cast(round(quantity * unit_price - discount, 2) as decimal(18, 2))
*/
with source as (
    select * from raw.order_lines
)
select
    order_id,
    cast(line_number as int) as line_number,
    cast(product_id as bigint) as product_id,
    cast(quantity as int) as quantity,
    cast(unit_price as decimal(18, 4)) as unit_price,
    cast(discount as decimal(18, 2)) as discount,
    cast(line_total as decimal(18, 2)) as line_total
from source
