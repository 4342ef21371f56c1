/* kmen
description: The net amount of all orders is that of all their lines, but for one percent; an order's lines may be rejected, or come a day later.
*/
with orders as (
    select coalesce(sum(net_amount), 0) as net_amount from marts.orders
),
lines as (
    select coalesce(sum(net_amount), 0) as net_amount from marts.order_lines
)
select orders.net_amount as orders_net_amount, lines.net_amount as lines_net_amount
from orders
cross join lines
where abs(orders.net_amount - lines.net_amount) > orders.net_amount / 100
