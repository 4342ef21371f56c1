/* kmen
description: One row an event of a browser on the e-shop, typed. A view, because millions of rows are read only by roll-ups.
grain: event_id
materialized: view
tests:
  - not_null: [event_at, cookie_id]
  - accepted_values: { column: event_type, values: [view, cart, checkout, search] }
*/
with source as (
    select * from raw.web_events
)
select
    event_id,
    cast(event_at as timestamp) as event_at,
    type as event_type,
    cookie_id,
    login is not null as is_signed_in,
    normal_email(login) as login,
    device,
    url,
    cast(product_id as bigint) as product_id,
    query
from source
