/* kmen
description: One row a person who used to buy often and for much, and is late by more than twice the usual time.
grain: person_id
purpose: analysis
columns:
  person_id: The person.
  reason: How late the person is.
tests:
  - not_null: [person_id, reason]
  - unique: [person_id]
*/
select
    features.person_id,
    'Bought every ' || cast(cast(features.average_gap_days as decimal(18, 1)) as string) || ' days, but not for '
    || cast(features.recency_days as string) || ' days.' as reason
from marts.features_person as features
join marts.features_rfm as rfm on rfm.person_id = features.person_id and rfm.as_of = features.as_of
where rfm.f_score >= 4 and rfm.m_score >= 4 and features.overdue > 2 and features.recency_days > 30
