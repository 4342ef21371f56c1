/* kmen
description: One row an event of an e-mail that was sent, typed. A view, because millions of rows are read only by roll-ups.
grain: event_id
materialized: view
tests:
  - not_null: [event_at]
  - accepted_values: { column: event_type, values: [sent, delivered, opened, clicked, bounced, unsubscribed] }
*/
with source as (
    select * from raw.email_events
)
select
    event_id,
    cast(event_at as timestamp) as event_at,
    normal_email(email) as email,
    campaign_id,
    type as event_type
from source
