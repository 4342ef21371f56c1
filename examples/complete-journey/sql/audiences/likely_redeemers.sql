/* kmen
description: One row a household in the top tenth by the probability of redeeming a coupon within 30 days.
grain: person_id
purpose: analysis
columns:
  person_id: The household as a person.
  reason: The probability, and what moved it most.
  score: Probability of a redemption within 30 days.
tests:
  - not_null: [person_id, reason, score]
  - unique: [person_id]
*/
with ranked as (
    select
        person_id,
        score,
        reason_1,
        row_number() over (order by score desc nulls last, person_id nulls last) as place,
        count(*) over () as persons
    from predictions.scores
    where model = 'redemption_30d'
)
select
    person_id,
    'Redeems a coupon within 30 days with a probability of ' || cast(cast(round(100 * score, 0) as int) as string) || ' %' || coalesce(': ' || reason_1, '')
    || '.' as reason,
    score
from ranked
where place * 10 <= persons
