/* kmen
description: One row an address and campaign, with what it led to.
grain: result_id
materialized: incremental
event_time: sent_at
columns:
  result_id: Number of the result.
  campaign_id: The campaign.
  email: The address, normalised.
  sent_at: When it was sent, UTC.
  outcome: opened, clicked, purchased, bounced or none.
  revenue_amount: Purchases that the campaign led to, CZK.
tests:
  - not_null: [result_id, campaign_id, sent_at, outcome]
  - unique: [result_id]
*/
select
    result_id,
    campaign_id,
    email,
    sent_at,
    outcome,
    revenue as revenue_amount
from staging.stg_campaign_results
