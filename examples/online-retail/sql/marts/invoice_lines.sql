/* kmen
description: One row a line of an invoice, all of them, with what kind of line it is. Nothing is left out; clean sales are a flag.
grain: [file_id, line_number]
columns:
  file_id: File of the export.
  line_number: Line in that file.
  invoice_id: Number of the invoice.
  product_code: Code of the product or charge, in capitals.
  product_name: Name of the product, or a remark on the stock.
  quantity: Pieces, below 0 where they came back or were written off.
  invoiced_at: When the line was invoiced.
  invoice_date: The day of that.
  unit_price: Price of a piece, GBP.
  line_amount: quantity * unit_price in whole pence, GBP.
  currency: GBP.
  customer_id: Number of the customer; null where the export names none.
  country: Country of the customer.
  kind: "sale; cancellation (invoice C…); adjustment of a debt (invoice A…); stock_correction (below 0 without a cancellation); free (price 0)."
  is_product: Whether the code is that of goods, not of a charge.
  has_customer: Whether the customer is known.
  is_repeat: Whether an earlier line of the exports is the same in every column.
  is_clean_sale: A sale to a known customer.
tests:
  - not_null: [file_id, line_number, invoice_id, quantity, invoiced_at, line_amount, kind]
  - unique: [file_id, line_number]
  - accepted_values: { column: kind, values: [sale, cancellation, adjustment, stock_correction, free] }
  - expression: kind <> 'sale' or (quantity > 0 and unit_price > 0)
  - expression: kind <> 'cancellation' or quantity < 0
  - expression: has_customer = (customer_id is not null)
*/
with lines as (
    select * from staging.stg_invoice_lines
),
kinds as (
    select
        *,
        case
            when invoice_id like 'C%' then 'cancellation'
            when invoice_id like 'A%' then 'adjustment'
            when quantity < 0 then 'stock_correction'
            when unit_price = 0 then 'free'
            else 'sale'
        end as kind,
        row_number() over (
            partition by invoice_id, stock_code, product_name, quantity, invoiced_at, unit_price, customer_id, country
            order by file_id nulls last, line_number nulls last) as copy_number
    from lines
)
select
    file_id,
    line_number,
    invoice_id,
    product_code,
    product_name,
    quantity,
    invoiced_at,
    cast(invoiced_at as date) as invoice_date,
    unit_price,
    cast(round(quantity * unit_price, 2) as decimal(18, 2)) as line_amount,
    'GBP' as currency,
    customer_id,
    country,
    kind,
    is_product_code(product_code) as is_product,
    customer_id is not null as has_customer,
    copy_number > 1 as is_repeat,
    kind = 'sale' and customer_id is not null as is_clean_sale
from kinds
