/* kmen
description: >
  One row a line of a clean sale: customer known, not cancelled, quantity and price above 0. Repeated lines count, because nothing says that they are slips.
grain: [file_id, line_number]
columns:
  file_id: File of the export.
  line_number: Line in that file.
  invoice_id: Number of the invoice.
  customer_id: Number of the customer.
  country: Country of the customer.
  product_code: Code of the product or charge.
  is_product: Whether the code is that of goods, not of a charge.
  quantity: Pieces.
  unit_price: Price of a piece, GBP.
  line_amount: quantity * unit_price in whole pence, GBP.
  currency: GBP.
  invoiced_at: When the line was invoiced.
  invoice_date: The day of that.
tests:
  - not_null: [file_id, line_number, invoice_id, customer_id, product_code, line_amount, invoiced_at]
  - unique: [file_id, line_number]
  - accepted_range: { column: quantity, min: 1 }
  - expression: unit_price > 0
*/
select
    file_id,
    line_number,
    invoice_id,
    customer_id,
    country,
    product_code,
    is_product,
    quantity,
    unit_price,
    line_amount,
    currency,
    invoiced_at,
    invoice_date
from marts.invoice_lines
where is_clean_sale
