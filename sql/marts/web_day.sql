/* kmen
description: One row a browser and day with events on the e-shop, also of browsers that are nobody's yet.
grain: [cookie_id, web_date]
materialized: incremental
event_time: web_date
columns:
  cookie_id: The browser.
  web_date: The day in Prague.
  events: Events.
  views: Products viewed.
  carts: Products put into the cart.
  checkouts: Checkouts begun.
  searches: Searches.
  last_event_at: Last event of the day, UTC.
tests:
  - not_null: [cookie_id, web_date, events, last_event_at]
  - unique: [cookie_id, web_date]
  - accepted_range: { column: events, min: 1 }
*/
select
    cookie_id,
    local_date(event_at) as web_date,
    cast(count(*) as int) as events,
    cast(count_if(event_type = 'view') as int) as views,
    cast(count_if(event_type = 'cart') as int) as carts,
    cast(count_if(event_type = 'checkout') as int) as checkouts,
    cast(count_if(event_type = 'search') as int) as searches,
    max(event_at) as last_event_at
from staging.stg_web_events
group by cookie_id, local_date(event_at)
