/* kmen
description: One row a person whose first invoice is at most 30 days old.
grain: person_id
purpose: analysis
columns:
  person_id: The person.
  reason: When the person bought first.
tests:
  - not_null: [person_id, reason]
  - unique: [person_id]
*/
select
    person_id,
    'Bought for the first time ' || cast(days_since_first_invoice as string) || case days_since_first_invoice when 1 then ' day' else ' days' end || ' ago.' as reason
from marts.features_person
where days_since_first_invoice <= 30
