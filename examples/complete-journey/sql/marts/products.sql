/* kmen
description: One row a product of the catalogue.
grain: product_id
columns:
  product_id: Number of the product.
  department: Department of the shop.
  product_category: Category inside the department.
  product_type: Kind inside the category.
  brand: "National, or Private for the grocer's own."
  manufacturer_id: Number of the manufacturer.
  package_size: Size as printed.
tests:
  - not_null: [product_id, department, brand]
  - unique: [product_id]
*/
select
    product_id,
    department,
    product_category,
    product_type,
    brand,
    manufacturer_id,
    package_size
from staging.stg_products
