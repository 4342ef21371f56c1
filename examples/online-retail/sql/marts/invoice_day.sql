/* kmen
description: One row a customer's record and day with an invoice. Features are counted from it.
grain: [source, record_id, invoice_date]
columns:
  source: customers.
  record_id: The customer's record.
  invoice_date: The day.
  invoices: Invoices.
  lines: Their lines.
  items: Their pieces.
  products: Different products an invoice, summed.
  new_products: Products that the record had not bought on an earlier day.
  net_amount: Sum of the lines, GBP.
  last_invoiced_at: Last line of the day.
tests:
  - not_null: [source, record_id, invoice_date, invoices, net_amount, last_invoiced_at]
  - unique: [source, record_id, invoice_date]
*/
with first_bought as (
    select customer_id, product_code, min(invoice_date) as invoice_date
    from marts.sales_lines
    where is_product
    group by customer_id, product_code
),
new_products as (
    select cast(customer_id as string) as record_id, invoice_date, count(*) as new_products
    from first_bought
    group by customer_id, invoice_date
),
days as (
    select
        source,
        record_id,
        invoice_date,
        count(*) as invoices,
        sum(line_count) as lines,
        sum(item_count) as items,
        sum(product_count) as products,
        sum(net_amount) as net_amount,
        max(last_line_at) as last_invoiced_at
    from marts.invoices
    group by source, record_id, invoice_date
)
select
    days.source,
    days.record_id,
    days.invoice_date,
    cast(days.invoices as int) as invoices,
    cast(days.lines as int) as lines,
    cast(days.items as bigint) as items,
    cast(days.products as int) as products,
    cast(coalesce(new_products.new_products, 0) as int) as new_products,
    cast(days.net_amount as decimal(18, 2)) as net_amount,
    days.last_invoiced_at
from days
left join new_products on new_products.record_id = days.record_id and new_products.invoice_date = days.invoice_date
