/* kmen
description: One row a person and moment, for persons with a completed order before it, with how much they bought and when.
grain: [person_id, as_of]
columns:
  person_id: The person.
  as_of: The moment; nothing from then on is read.
  orders: Completed orders.
  orders_30d: Those of the last 30 days.
  orders_90d: Those of the last 90 days.
  orders_365d: Those of the last 365 days.
  web_orders: Those of the e-shop.
  order_days: Days with an order.
  items: Pieces bought.
  products: Products that were new to the record when they were bought.
  net_amount: Lines after discounts, CZK.
  net_amount_90d: That of the last 90 days.
  net_amount_365d: That of the last 365 days.
  average_order_amount: Net amount an order, CZK.
  average_order_items: Pieces an order.
  discount_share: Share of discounts in the amount before them.
  first_ordered_at: First order, UTC.
  last_ordered_at: Last order, UTC.
tests:
  - not_null: [person_id, as_of, orders, net_amount, last_ordered_at]
  - unique: [person_id, as_of]
  - accepted_range: { column: orders, min: 1 }
  - expression: last_ordered_at < as_of
*/
with moments as (
    select as_of, local_date(as_of) as as_of_date from marts.as_of group by as_of
),
days as (
    select
        members.person_id,
        members.as_of,
        days_between(facts.order_date, moments.as_of_date) as days_ago,
        facts.*
    from identity.record_as_of as members
    join moments on moments.as_of = members.as_of
    join marts.order_day as facts on facts.source = members.source and facts.record_id = members.record_id and facts.order_date < moments.as_of_date
),
sums as (
    select
        person_id,
        as_of,
        sum(orders) as orders,
        sum(case when days_ago <= 30 then orders else 0 end) as orders_30d,
        sum(case when days_ago <= 90 then orders else 0 end) as orders_90d,
        sum(case when days_ago <= 365 then orders else 0 end) as orders_365d,
        sum(web_orders) as web_orders,
        count(*) as order_days,
        sum(items) as items,
        sum(new_products) as products,
        sum(net_amount) as net_amount,
        sum(case when days_ago <= 90 then net_amount else 0 end) as net_amount_90d,
        sum(case when days_ago <= 365 then net_amount else 0 end) as net_amount_365d,
        sum(discount_amount) as discount_amount,
        min(first_ordered_at) as first_ordered_at,
        max(last_ordered_at) as last_ordered_at
    from days
    group by person_id, as_of
)
select
    person_id,
    as_of,
    cast(orders as int) as orders,
    cast(orders_30d as int) as orders_30d,
    cast(orders_90d as int) as orders_90d,
    cast(orders_365d as int) as orders_365d,
    cast(web_orders as int) as web_orders,
    cast(order_days as int) as order_days,
    cast(items as bigint) as items,
    cast(products as int) as products,
    cast(net_amount as decimal(18, 2)) as net_amount,
    cast(net_amount_90d as decimal(18, 2)) as net_amount_90d,
    cast(net_amount_365d as decimal(18, 2)) as net_amount_365d,
    rounded_ratio(net_amount, orders, 100) as average_order_amount,
    rounded_ratio(items, orders, 100) as average_order_items,
    rounded_ratio(discount_amount, net_amount + discount_amount, 10000) as discount_share,
    first_ordered_at,
    last_ordered_at
from sums
