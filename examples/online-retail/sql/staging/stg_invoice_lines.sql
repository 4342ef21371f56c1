/* kmen
description: >
  One row a line of an invoice as exported, typed. Lines have no key of their own, so file and line of the file stand for it.
  A view, because the facts hold every line again.
grain: [file_id, line_number]
materialized: view
columns:
  file_id: File of the export.
  line_number: Line in that file.
  invoice_id: Number of the invoice.
  stock_code: Code as sent.
  product_code: Code in capitals.
  product_name: Name of the product, or a remark on the stock.
  quantity: Pieces.
  invoiced_at: When the line was invoiced.
  unit_price: Price of a piece, GBP.
  customer_id: Number of the customer; null where the export names none.
  country: Country of the customer.
tests:
  - not_null: [file_id, line_number, invoice_id, stock_code, quantity, invoiced_at, unit_price, country]
  - unique: [file_id, line_number]
*/
with source as (
    select * from raw.invoice_lines
)
select
    _file_id as file_id,
    _line_number as line_number,
    invoice_id,
    stock_code,
    upper(stock_code) as product_code,
    nullif(trim(description), '') as product_name,
    cast(quantity as int) as quantity,
    cast(invoiced_at as timestamp) as invoiced_at,
    cast(unit_price as decimal(18, 4)) as unit_price,
    cast(cast(customer_id as decimal(18, 1)) as bigint) as customer_id,
    country
from source
