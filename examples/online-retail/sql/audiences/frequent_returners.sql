/* kmen
description: One row a person who cancelled goods on at least three days and for at least a tenth of what was bought.
grain: person_id
purpose: analysis
columns:
  person_id: The person.
  reason: How much came back.
tests:
  - not_null: [person_id, reason]
  - unique: [person_id]
*/
select
    person_id,
    'Cancelled goods on ' || cast(cancelled_days as string) || ' days, ' || cast(cast(round(100 * cancelled_share, 0) as int) as string)
    || ' % of what was bought.' as reason
from marts.features_person
where cancelled_days >= 3 and cancelled_share >= 0.1
