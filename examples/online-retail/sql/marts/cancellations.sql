/* kmen
description: One row a customer and day with cancelled lines of goods. Exports do not say which sale a line cancels, so sales stay as they were and this stands beside them.
grain: [source, record_id, cancelled_date]
columns:
  source: customers.
  record_id: The customer's record.
  cancelled_date: The day.
  cancelled_lines: Lines.
  cancelled_items: Pieces that came back.
  cancelled_amount: Their value, above 0, GBP.
tests:
  - not_null: [source, record_id, cancelled_date, cancelled_amount]
  - unique: [source, record_id, cancelled_date]
  - accepted_range: { column: cancelled_amount, min: 0 }
*/
select
    'customers' as source,
    cast(customer_id as string) as record_id,
    invoice_date as cancelled_date,
    cast(count(*) as int) as cancelled_lines,
    cast(-sum(quantity) as bigint) as cancelled_items,
    cast(-sum(line_amount) as decimal(18, 2)) as cancelled_amount
from marts.invoice_lines
where kind = 'cancellation' and is_product and customer_id is not null
group by customer_id, invoice_date
