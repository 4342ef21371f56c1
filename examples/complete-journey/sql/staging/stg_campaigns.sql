/* kmen
description: One row a campaign with its time.
grain: campaign_id
materialized: view
tests:
  - not_null: [campaign_id, campaign_type, start_date, end_date]
  - unique: [campaign_id]
  - accepted_values: { column: campaign_type, values: [A, B, C] }
  - expression: start_date <= end_date
*/
with source as (
    select * from raw.campaigns
)
select
    cast(campaign_id as bigint) as campaign_id,
    replace(campaign_type, 'Type ', '') as campaign_type,
    cast(start_date as date) as start_date,
    cast(end_date as date) as end_date
from source
