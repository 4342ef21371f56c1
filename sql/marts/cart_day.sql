/* kmen
description: One row a browser, product and day on which the product was put into the cart.
grain: [cookie_id, product_id, cart_date]
materialized: incremental
event_time: cart_date
columns:
  cookie_id: The browser.
  product_id: The product.
  cart_date: The day in Prague.
  carts: How often it was put there.
  last_carted_at: The last time of the day, UTC.
tests:
  - not_null: [cookie_id, product_id, cart_date, last_carted_at]
  - unique: [cookie_id, product_id, cart_date]
*/
select
    cookie_id,
    product_id,
    local_date(event_at) as cart_date,
    cast(count(*) as int) as carts,
    max(event_at) as last_carted_at
from staging.stg_web_events
where event_type = 'cart' and product_id is not null
group by cookie_id, product_id, local_date(event_at)
