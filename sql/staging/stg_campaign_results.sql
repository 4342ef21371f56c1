/* kmen
description: One row an address and campaign, with what it led to.
grain: result_id
tests:
  - not_null: [result_id, campaign_id, sent_at, outcome]
  - unique: [result_id]
  - accepted_values: { column: outcome, values: [opened, clicked, purchased, bounced, none] }
*/
with source as (
    select * from raw.campaign_results
)
select
    trim(result_id) as result_id,
    trim(campaign_id) as campaign_id,
    normal_email(email) as email,
    cast(sent_at as timestamp) as sent_at,
    lower(trim(outcome)) as outcome,
    cast(coalesce(revenue, '0') as decimal(18, 2)) as revenue
from source
