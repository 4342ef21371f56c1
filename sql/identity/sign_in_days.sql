/* kmen
description: One row a browser, address and day on which somebody was signed in there with the address.
grain: [cookie_id, login, sign_in_date]
materialized: incremental
parquet: false
event_time: sign_in_date
columns:
  cookie_id: The browser.
  login: The address.
  sign_in_date: The day in Prague.
  events: Events of the day while signed in.
  first_event_at: The first of them, UTC.
tests:
  - not_null: [cookie_id, login, sign_in_date, first_event_at]
  - unique: [cookie_id, login, sign_in_date]
*/
select
    cookie_id,
    login,
    local_date(event_at) as sign_in_date,
    cast(count(*) as int) as events,
    min(event_at) as first_event_at
from staging.stg_web_events
where is_signed_in
group by cookie_id, login, local_date(event_at)
having count(login) > 0
