/* kmen
description: One row a household that redeemed coupons out of at least three campaigns.
grain: person_id
purpose: analysis
columns:
  person_id: The household as a person.
  reason: How many, and when last.
tests:
  - not_null: [person_id, reason]
  - unique: [person_id]
*/
select
    person_id,
    'Redeemed ' || cast(redemptions as string) || ' coupons out of ' || cast(campaigns_redeemed as string) || ' campaigns, last on '
    || cast(last_redemption_date as string) || '.' as reason
from marts.features_redemptions
where campaigns_redeemed >= 3
