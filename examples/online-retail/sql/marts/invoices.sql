/* kmen
description: One row an invoice with a clean sale. It keeps the key of the record that it is a fact of; the person is bound by identity.person_records.
grain: invoice_id
columns:
  invoice_id: Number of the invoice.
  source: customers.
  record_id: The customer's record.
  country: Country of the customer.
  invoiced_at: When its first line was invoiced.
  last_line_at: When its last line was invoiced; a few invoices took minutes.
  invoice_date: The day of the first line.
  line_count: Lines.
  item_count: Pieces.
  product_count: Different products, charges left out.
  net_amount: Sum of the lines, GBP.
  currency: GBP.
tests:
  - not_null: [invoice_id, source, record_id, invoiced_at, net_amount]
  - unique: [invoice_id]
  - accepted_range: { column: line_count, min: 1 }
*/
select
    invoice_id,
    'customers' as source,
    cast(min(customer_id) as string) as record_id,
    min(country) as country,
    min(invoiced_at) as invoiced_at,
    max(invoiced_at) as last_line_at,
    cast(min(invoiced_at) as date) as invoice_date,
    cast(count(*) as int) as line_count,
    cast(sum(quantity) as bigint) as item_count,
    cast(count(distinct case when is_product then product_code end) as int) as product_count,
    cast(sum(line_amount) as decimal(18, 2)) as net_amount,
    'GBP' as currency
from marts.sales_lines
group by invoice_id
