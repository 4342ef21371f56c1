/* kmen
description: One row a basket of which the sample holds a line. It keeps the key of the record that it is a fact of.
grain: basket_id
columns:
  basket_id: The basket.
  source: households.
  record_id: The household's record.
  store_id: The shop.
  bought_at: When it was paid, UTC.
  bought_date: The day of that.
  sampled_lines: Lines in the sample; baskets are larger.
  departments: Different departments among them.
  private_brand_lines: Lines of the grocer's own brand.
  coupon_lines: Lines with a coupon.
  sales_amount: "What the shop received for these lines, USD."
  shelf_amount: "Their price on the shelf, USD."
  paid_amount: "What the household paid for them, USD."
  currency: USD.
tests:
  - not_null: [basket_id, source, record_id, bought_at, sales_amount]
  - unique: [basket_id]
  - accepted_range: { column: sampled_lines, min: 1 }
*/
select
    basket_id,
    source,
    min(record_id) as record_id,
    min(store_id) as store_id,
    min(bought_at) as bought_at,
    min(bought_date) as bought_date,
    cast(count(*) as int) as sampled_lines,
    cast(count(distinct department) as int) as departments,
    cast(count_if(is_private_brand) as int) as private_brand_lines,
    cast(count_if(coupon_discount > 0) as int) as coupon_lines,
    cast(sum(sales_amount) as decimal(18, 2)) as sales_amount,
    cast(sum(shelf_amount) as decimal(18, 2)) as shelf_amount,
    cast(sum(paid_amount) as decimal(18, 2)) as paid_amount,
    'USD' as currency
from marts.basket_lines
group by basket_id, source
