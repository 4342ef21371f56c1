/* kmen
description: One row a record and day with completed orders. Features are counted from it.
grain: [source, record_id, order_date]
materialized: incremental
event_time: order_date
columns:
  source: Source of the record.
  record_id: Id of the record.
  order_date: The day in Prague.
  orders: Completed orders.
  web_orders: Those of the e-shop.
  lines: Their lines.
  items: Their pieces.
  new_products: Products that the record had not bought on an earlier day.
  net_amount: Lines after discounts, CZK.
  discount_amount: Discounts, CZK.
  first_ordered_at: First order of the day, UTC.
  last_ordered_at: Last order of the day, UTC.
tests:
  - not_null: [source, record_id, order_date, orders, net_amount, last_ordered_at]
  - unique: [source, record_id, order_date]
  - accepted_range: { column: orders, min: 1 }
*/
with orders as (
    select * from marts.orders where is_completed and record_id is not null
),
first_bought as (
    select source, record_id, product_id, min(order_date) as order_date
    from marts.order_lines
    where is_completed and record_id is not null
    group by source, record_id, product_id
),
new_products as (
    select source, record_id, order_date, count(*) as new_products
    from first_bought
    group by source, record_id, order_date
),
days as (
    select
        source,
        record_id,
        order_date,
        count(*) as orders,
        count_if(channel = 'web') as web_orders,
        sum(line_count) as lines,
        sum(item_count) as items,
        sum(net_amount) as net_amount,
        sum(discount_amount) as discount_amount,
        min(ordered_at) as first_ordered_at,
        max(ordered_at) as last_ordered_at
    from orders
    group by source, record_id, order_date
)
select
    days.source,
    days.record_id,
    days.order_date,
    cast(days.orders as int) as orders,
    cast(days.web_orders as int) as web_orders,
    cast(days.lines as int) as lines,
    cast(days.items as bigint) as items,
    cast(coalesce(new_products.new_products, 0) as int) as new_products,
    cast(days.net_amount as decimal(18, 2)) as net_amount,
    cast(days.discount_amount as decimal(18, 2)) as discount_amount,
    days.first_ordered_at,
    days.last_ordered_at
from days
left join new_products
    on new_products.source = days.source and new_products.record_id = days.record_id and new_products.order_date = days.order_date
