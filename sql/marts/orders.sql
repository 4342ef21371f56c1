/* kmen
description: One row an order of the e-shop or a receipt of a shop. It keeps the key of the record that it is a fact of; the person is bound by identity.person_records.
grain: order_id
materialized: incremental
event_time: ordered_at
columns:
  order_id: Number of the order.
  ordered_at: When it was placed, UTC.
  order_date: The day of that in Prague.
  channel: web or shop.
  status: completed or cancelled.
  is_completed: Whether it was not cancelled.
  source: Source of the record that it is a fact of; null where the buyer left nothing.
  record_id: Id of that record.
  line_count: Lines.
  item_count: Pieces.
  gross_amount: The lines before discounts, CZK.
  discount_amount: Discounts, CZK.
  lines_total: The lines after discounts, CZK.
  shipping_amount: Charge for delivery, CZK.
  order_total: "Lines after discounts and delivery, CZK."
  net_amount: "What counts as revenue: lines after discounts, without delivery; 0 where it was cancelled. CZK."
  currency: CZK.
tests:
  - not_null: [order_id, ordered_at, order_date, net_amount]
  - unique: [order_id]
  - expression: order_total = lines_total + shipping_amount
  # A line may be rejected, or come a day after its order.
  - expression: lines_total = gross_amount - discount_amount
    error_if: "> 1 %"
  - expression: (source is null) = (record_id is null)
*/
with orders as (
    select * from staging.stg_orders
),
lines as (
    select
        order_id,
        count(*) as line_count,
        sum(quantity) as item_count,
        sum(line_total + discount) as gross_amount,
        sum(discount) as discount_amount
    from staging.stg_order_lines
    group by order_id
)
select
    orders.order_id,
    orders.ordered_at,
    local_date(orders.ordered_at) as order_date,
    orders.channel,
    orders.status,
    orders.status = 'completed' as is_completed,
    order_source(orders.customer_id, orders.email, orders.loyalty_card, orders.phone, orders.cookie_id) as source,
    order_record_id(orders.customer_id, orders.email, orders.loyalty_card, orders.phone, orders.cookie_id) as record_id,
    cast(coalesce(lines.line_count, 0) as int) as line_count,
    cast(coalesce(lines.item_count, 0) as bigint) as item_count,
    cast(coalesce(lines.gross_amount, 0) as decimal(18, 2)) as gross_amount,
    cast(coalesce(lines.discount_amount, 0) as decimal(18, 2)) as discount_amount,
    orders.lines_total,
    orders.shipping as shipping_amount,
    orders.order_total,
    cast(case when orders.status = 'completed' then orders.lines_total else 0 end as decimal(18, 2)) as net_amount,
    'CZK' as currency
from orders
left join lines on lines.order_id = orders.order_id
