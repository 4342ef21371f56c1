/* kmen
description: One row a person who used to order, has not done so for 180 to 540 days, and by the model is unlikely to come back unasked.
grain: person_id
purpose: marketing
channel: email
columns:
  person_id: The person.
  reason: How often the person ordered, and since when no more.
tests:
  - not_null: [person_id, reason]
  - unique: [person_id]
*/
with scores as (
    select person_id, score from predictions.scores where model = 'purchase_30d'
)
select
    rfm.person_id,
    'Ordered ' || case rfm.frequency when 2 then 'twice' else cast(rfm.frequency as string) || ' times' end
    || ' for ' || cast(rfm.monetary_amount as string) || ' CZK, but not for ' || cast(rfm.recency_days as string) || ' days.' as reason
from marts.features_rfm as rfm
left join scores on scores.person_id = rfm.person_id
where rfm.frequency >= 2 and rfm.recency_days between 180 and 540 and coalesce(scores.score, 0) < 0.2
