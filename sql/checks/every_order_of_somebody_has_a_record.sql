/* kmen
description: Every record that an order is a fact of is known to identity.
*/
select orders.order_id, orders.source, orders.record_id
from marts.orders as orders
anti join identity.records as records on records.source = orders.source and records.record_id = orders.record_id
where orders.record_id is not null
