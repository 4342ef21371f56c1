/* kmen
description: Every customer number is exactly one person, and every person exactly one customer number.
*/
with customers as (
    select customer_id from marts.invoice_lines where has_customer group by customer_id
)
select customers.customer_id, persons.person_id
from customers
full join marts.person as persons on persons.customer_id = customers.customer_id
where customers.customer_id is null or persons.person_id is null
