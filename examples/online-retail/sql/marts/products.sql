/* kmen
description: One row a code of goods with the name that most sales gave it; names change over the year.
grain: product_code
columns:
  product_code: Code in capitals.
  product_name: The name on most lines of sales.
  names: Different names it was sold under.
  lines: Lines of sales, also to unknown customers.
  items: Pieces sold.
  net_amount: Their value, GBP.
  first_sold_at: First sale.
  last_sold_at: Last sale.
tests:
  - not_null: [product_code, lines, net_amount]
  - unique: [product_code]
*/
with sales as (
    select * from marts.invoice_lines where kind = 'sale' and is_product
),
names as (
    select
        product_code,
        product_name,
        row_number() over (partition by product_code order by count(*) desc nulls last, product_name nulls last) as name_rank,
        count(*) over (partition by product_code) as names
    from sales
    group by product_code, product_name
),
sums as (
    select
        product_code,
        count(*) as lines,
        sum(quantity) as items,
        sum(line_amount) as net_amount,
        min(invoiced_at) as first_sold_at,
        max(invoiced_at) as last_sold_at
    from sales
    group by product_code
)
select
    sums.product_code,
    names.product_name,
    cast(names.names as int) as names,
    cast(sums.lines as int) as lines,
    cast(sums.items as bigint) as items,
    cast(sums.net_amount as decimal(18, 2)) as net_amount,
    sums.first_sold_at,
    sums.last_sold_at
from sums
join names on names.product_code = sums.product_code and names.name_rank = 1
