/* kmen
description: What was accepted for an order is its total, whenever anything was; what was paid back is the same, and only of a cancelled order.
*/
with paid as (
    select
        order_id,
        sum(case when payment_state = 'accepted' then paid_amount else 0 end) as accepted,
        sum(case when payment_state = 'refunded' then paid_amount else 0 end) as refunded
    from staging.stg_payments
    group by order_id
)
select orders.order_id, orders.order_total, orders.status, paid.accepted, paid.refunded
from staging.stg_orders as orders
join paid on paid.order_id = orders.order_id
where (paid.accepted <> 0 and paid.accepted <> orders.order_total)
    or (paid.refunded <> 0 and (paid.refunded <> orders.order_total or orders.status <> 'cancelled'))
