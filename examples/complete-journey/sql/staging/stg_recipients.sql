/* kmen
description: One row a household and campaign that it got.
grain: [campaign_id, household_id]
materialized: view
tests:
  - not_null: [campaign_id, household_id]
  - unique: [campaign_id, household_id]
*/
with source as (
    select * from raw.recipients
)
select
    cast(campaign_id as bigint) as campaign_id,
    cast(household_id as bigint) as household_id
from source
