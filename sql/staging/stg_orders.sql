/* kmen
description: One row an order of the e-shop or a receipt of a shop, typed and trimmed.
grain: order_id
materialized: incremental
tests:
  - not_null: [order_id, ordered_at, lines_total, shipping, order_total]
  - unique: [order_id]
  - accepted_values: { column: channel, values: [web, shop] }
  - accepted_values: { column: status, values: [completed, cancelled] }
  - expression: order_total = lines_total + shipping
*/
with source as (
    select * from raw.orders
)
select
    order_id,
    cast(ordered_at as timestamp) as ordered_at,
    lower(channel) as channel,
    cast(customer_id as bigint) as customer_id,
    normal_email(email) as email,
    normal_phone(phone) as phone,
    nullif(upper(loyalty_card), '') as loyalty_card,
    cookie_id,
    lower(status) as status,
    cast(lines_total as decimal(18, 2)) as lines_total,
    cast(shipping as decimal(18, 2)) as shipping,
    cast(order_total as decimal(18, 2)) as order_total
from source
