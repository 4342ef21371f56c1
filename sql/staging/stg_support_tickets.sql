/* kmen
description: One row a question or complaint to the support, typed; the messages stay JSON.
grain: ticket_id
materialized: incremental
tests:
  - not_null: [ticket_id, opened_at, topic]
  - unique: [ticket_id]
  - accepted_values: { column: channel, values: [email, phone] }
*/
with source as (
    select * from raw.support_tickets
)
select
    ticket_id,
    cast(opened_at as timestamp) as opened_at,
    lower(channel) as channel,
    normal_email(email) as email,
    normal_phone(phone) as phone,
    order_id,
    lower(topic) as topic,
    ticket_messages
from source
