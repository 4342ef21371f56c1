/* kmen
description: One row a line of an order that came back, typed.
grain: return_id
materialized: incremental
tests:
  - not_null: [return_id, order_id, line_number, returned_at, amount]
  - unique: [return_id]
  - accepted_range: { column: amount, min: 0 }
*/
with source as (
    select * from raw.returns
)
select
    return_id,
    order_id,
    cast(line_number as int) as line_number,
    cast(returned_at as timestamp) as returned_at,
    cast(quantity as int) as quantity,
    cast(amount as decimal(18, 2)) as amount,
    lower(return_reason) as return_reason
from source
