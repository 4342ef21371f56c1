/* kmen
description: One row a receipt of a shop's till, typed; receipts that were taken back stay, and say so.
grain: receipt_id
materialized: incremental
tests:
  - not_null: [receipt_id, order_id, issued_at, amount]
  - unique: [receipt_id]
  - accepted_values: { column: payment, values: [card, cash] }
*/
with source as (
    select * from raw.shop_receipts
)
select
    receipt_id,
    order_id,
    trim(shop_town) as shop_town,
    cast(till as int) as till,
    cast(issued_at as timestamp) as issued_at,
    lower(payment) as payment,
    cast(line_count as int) as line_count,
    cast(replace(amount, ',', '.') as decimal(18, 2)) as amount,
    cast(replace(vat, ',', '.') as decimal(18, 2)) as vat,
    nullif(upper(loyalty_card), '') as loyalty_card,
    cast(is_cancelled as boolean) as is_cancelled
from source
