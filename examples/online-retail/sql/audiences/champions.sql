/* kmen
description: One row a person in the top fifth by recency, frequency and monetary value alike.
grain: person_id
purpose: analysis
columns:
  person_id: The person.
  reason: How recently, how often and for how much the person bought.
tests:
  - not_null: [person_id, reason]
  - unique: [person_id]
*/
select
    person_id,
    cast(frequency as string) || ' invoices for ' || cast(monetary_amount as string) || ' GBP, the last ' || cast(recency_days as string)
    || case recency_days when 1 then ' day' else ' days' end || ' ago.' as reason
from marts.features_rfm
where r_score = 5 and f_score = 5 and m_score = 5
