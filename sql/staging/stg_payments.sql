/* kmen
description: One row a payment of an order of the e-shop, typed; attempts that were declined and repayments stay, and say so.
grain: payment_id
materialized: incremental
tests:
  - not_null: [payment_id, order_id, paid_at, paid_amount]
  - unique: [payment_id]
  - accepted_values: { column: payment_method, values: [card, wallet, bank_transfer, cash_on_delivery] }
  - accepted_values: { column: payment_state, values: [accepted, declined, refunded] }
  - accepted_range: { column: paid_amount, min: 0 }
*/
with source as (
    select * from raw.payments
)
select
    payment_id,
    order_id,
    cast(paid_at as timestamp) as paid_at,
    lower(payment_method) as payment_method,
    cast(paid_amount as decimal(18, 2)) as paid_amount,
    lower(payment_state) as payment_state
from source
