/* kmen
description: One row a household that got at least six campaigns and never redeemed a coupon.
grain: person_id
purpose: analysis
columns:
  person_id: The household as a person.
  reason: How many campaigns were in vain.
tests:
  - not_null: [person_id, reason]
  - unique: [person_id]
*/
select
    person_id,
    'Got ' || cast(campaigns as string) || ' campaigns, the last one ' || cast(days_since_campaign as string) || ' days ago, and never redeemed a coupon.' as reason
from marts.features_person
where campaigns >= 6 and redemptions = 0
