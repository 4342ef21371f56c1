/* kmen
description: One row a product of the newest catalogue.
grain: product_id
columns:
  product_id: Number of the product.
  product_name: Name, as the e-shop shows it.
  category: Main category.
  subcategory: Category inside the main one.
  brand: Brand.
  unit_price: List price of today, CZK.
  is_active: Whether it is sold today.
tests:
  - not_null: [product_id, product_name, unit_price]
  - unique: [product_id]
*/
select
    product_id,
    product_name,
    category,
    subcategory,
    brand,
    unit_price,
    is_active
from staging.stg_products
