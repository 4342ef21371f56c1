/* kmen
description: One row a line of an order, with the record that the order is a fact of.
grain: [order_id, line_number]
materialized: incremental
event_time: ordered_at
columns:
  order_id: The order.
  line_number: Position in the order, from 1.
  ordered_at: When the order was placed, UTC.
  order_date: The day of that in Prague.
  is_completed: Whether the order was not cancelled.
  source: Source of the record that the order is a fact of; null where the buyer left nothing.
  record_id: Id of that record.
  product_id: The product.
  category: Its main category.
  quantity: Pieces.
  unit_price: Price of a piece on that day, CZK.
  discount_amount: Taken off the whole line, CZK.
  net_amount: The line after the discount, CZK; 0 where the order was cancelled.
tests:
  - not_null: [order_id, line_number, ordered_at, product_id, net_amount]
  - unique: [order_id, line_number]
  - relationships: { column: product_id, to: staging.stg_products, field: product_id }
    severity: warn
*/
select
    lines.order_id,
    lines.line_number,
    orders.ordered_at,
    local_date(orders.ordered_at) as order_date,
    orders.status = 'completed' as is_completed,
    order_source(orders.customer_id, orders.email, orders.loyalty_card, orders.phone, orders.cookie_id) as source,
    order_record_id(orders.customer_id, orders.email, orders.loyalty_card, orders.phone, orders.cookie_id) as record_id,
    lines.product_id,
    products.category,
    lines.quantity,
    lines.unit_price,
    lines.discount as discount_amount,
    cast(case when orders.status = 'completed' then lines.line_total else 0 end as decimal(18, 2)) as net_amount
from staging.stg_order_lines as lines
join staging.stg_orders as orders on orders.order_id = lines.order_id
left join staging.stg_products as products on products.product_id = lines.product_id
