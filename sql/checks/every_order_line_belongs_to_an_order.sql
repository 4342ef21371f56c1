/* kmen
description: No line is without its order.
*/
select lines.order_id, lines.line_number
from staging.stg_order_lines as lines
anti join staging.stg_orders as orders on orders.order_id = lines.order_id
