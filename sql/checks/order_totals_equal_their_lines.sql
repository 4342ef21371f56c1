/* kmen
description: Every order's total of lines is the sum of its lines.
*/
with lines as (
    select order_id, sum(line_total) as line_total from staging.stg_order_lines group by order_id
)
select orders.order_id, orders.lines_total, lines.line_total
from staging.stg_orders as orders
full join lines on lines.order_id = orders.order_id
where lines.line_total is distinct from orders.lines_total
