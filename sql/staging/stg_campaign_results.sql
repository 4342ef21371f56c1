/* kmen
description: One row an address and campaign, with what it led to. A view, because only its mart reads it.
grain: result_id
materialized: view
tests:
  - not_null: [result_id, campaign_id, sent_at, outcome]
  - unique: [result_id]
  - accepted_values: { column: outcome, values: [opened, clicked, purchased, bounced, none] }
*/
with source as (
    select * from raw.campaign_results
)
select
    result_id,
    campaign_id,
    normal_email(email) as email,
    cast(sent_at as timestamp) as sent_at,
    lower(outcome) as outcome,
    cast(coalesce(revenue, '0') as decimal(18, 2)) as revenue
from source
