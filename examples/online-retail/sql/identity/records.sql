/* kmen
description: One row a customer number. It is all that the exports know of anybody, so every record is a person of its own.
grain: [source, record_id]
columns:
  source: customers.
  record_id: The number, as text.
  first_seen_at: The first line that names it.
tests:
  - not_null: [source, record_id, first_seen_at]
  - unique: [source, record_id]
*/
select
    'customers' as source,
    cast(customer_id as string) as record_id,
    min(invoiced_at) as first_seen_at
from staging.stg_invoice_lines
where customer_id is not null
group by customer_id
