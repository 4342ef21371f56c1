/* kmen
description: One row a report of a mail server or a refusal of more mail, typed.
grain: bounce_id
materialized: incremental
tests:
  - not_null: [bounce_id, bounced_at]
  - unique: [bounce_id]
  - accepted_values: { column: bounce_kind, values: [hard, soft, opt_out] }
*/
with source as (
    select * from raw.email_bounces
)
select
    bounce_id,
    cast(bounced_at as timestamp) as bounced_at,
    normal_email(email) as email,
    campaign_id,
    lower(bounce_kind) as bounce_kind,
    cast(bounce_code as int) as bounce_code
from source
