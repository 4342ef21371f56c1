/* kmen
description: One row a person in the top fifth by spending who ordered recently or, by the model, is likely to order soon.
grain: person_id
purpose: marketing
channel: email
columns:
  person_id: The person.
  reason: How much the person spent, and what speaks for the next order.
  score: Probability of an order within 30 days, where the model has one.
tests:
  - not_null: [person_id, reason]
  - unique: [person_id]
*/
with scores as (
    select person_id, score from predictions.scores where model = 'purchase_30d'
)
select
    rfm.person_id,
    'Spent ' || cast(rfm.monetary_amount as string) || ' CZK in ' || cast(rfm.frequency as string)
    || case rfm.frequency when 1 then ' order' else ' orders' end || ', last ' || cast(rfm.recency_days as string) || ' days ago'
    || coalesce('; buys within 30 days with a probability of ' || cast(cast(floor(100 * scores.score + 0.5) as int) as string) || ' %', '') || '.' as reason,
    scores.score
from marts.features_rfm as rfm
left join scores on scores.person_id = rfm.person_id
where rfm.m_score = 5 and (rfm.r_score >= 4 or scores.score >= 0.2)
