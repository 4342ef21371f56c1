/* kmen
description: One row an event in the app, typed; a view, because many rows are read only by roll-ups.
grain: event_id
materialized: view
tests:
  - not_null: [event_at, install_id, event_name]
  - accepted_values: { column: event_name, values: [app_open, screen_view, search] }
*/
with source as (
    select * from raw.app_events
)
select
    event_id,
    cast(event_at as timestamp) as event_at,
    install_id,
    normal_email(json_text(signed_in_user, '$.email')) as login,
    json_text(app_device, '$.os') as operating_system,
    json_text(app_device, '$.version') as app_version,
    json_text(app_event, '$.name') as event_name,
    json_text(app_event, '$.screen') as screen,
    cast(json_text(app_event, '$.product_id') as bigint) as product_id,
    json_text(app_event, '$.query') as query
from source
