/* kmen
description: One row a sampled line of a basket, with its product. Lines of products that the catalogue lacks stay, without a department.
grain: [basket_id, product_id]
columns:
  basket_id: The basket.
  product_id: The product.
  source: households.
  record_id: The household's record.
  store_id: The shop.
  bought_at: When the basket was paid, UTC.
  bought_date: The day of that.
  department: Department of the product; null where the catalogue lacks it.
  product_category: Category of the product.
  is_private_brand: Whether it is the grocer's own brand.
  quantity: Pieces, or units of fuel.
  sales_amount: What the shop received, USD.
  shelf_amount: "Price on the shelf: sales_amount + discount by card + the shop's part of the coupon, USD."
  paid_amount: "What the household paid: sales_amount - manufacturer's coupon, USD."
  card_discount: Taken off by the loyalty card, USD.
  coupon_discount: Paid by a manufacturer's coupon, USD.
  coupon_match: Put by the shop on top of the coupon, USD.
  currency: USD.
tests:
  - not_null: [basket_id, product_id, record_id, bought_at, sales_amount, shelf_amount, paid_amount]
  - unique: [basket_id, product_id]
  - not_null: [department]
    severity: warn
*/
select
    lines.basket_id,
    lines.product_id,
    'households' as source,
    cast(lines.household_id as string) as record_id,
    lines.store_id,
    lines.bought_at,
    cast(lines.bought_at as date) as bought_date,
    products.department,
    products.product_category,
    coalesce(products.brand = 'Private', false) as is_private_brand,
    lines.quantity,
    lines.sales_amount,
    cast(lines.sales_amount + lines.card_discount + lines.coupon_match as decimal(18, 2)) as shelf_amount,
    cast(lines.sales_amount - lines.coupon_discount as decimal(18, 2)) as paid_amount,
    lines.card_discount,
    lines.coupon_discount,
    lines.coupon_match,
    'USD' as currency
from staging.stg_transactions as lines
left join staging.stg_products as products on products.product_id = lines.product_id
