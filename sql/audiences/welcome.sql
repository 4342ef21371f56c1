/* kmen
description: One row a person who opened an account or ordered for the first time in the last 14 days.
grain: person_id
purpose: marketing
channel: email
columns:
  person_id: The person.
  reason: What made the person new.
tests:
  - not_null: [person_id, reason]
  - unique: [person_id]
*/
with newcomers as (
    select relationship.*, demography.registered_at, transactions.first_ordered_at
    from marts.features_relationship as relationship
    left join marts.features_demography as demography on demography.person_id = relationship.person_id and demography.as_of = relationship.as_of
    left join marts.features_transactions as transactions on transactions.person_id = relationship.person_id and transactions.as_of = relationship.as_of
)
select
    person_id,
    case
        when days_since_first_order <= 14 then 'Ordered for the first time on ' || cast(local_date(first_ordered_at) as string) || '.'
        else 'Opened an account on ' || cast(local_date(registered_at) as string) || ' and has not ordered yet.'
    end as reason
from newcomers
where days_since_first_order <= 14 or (days_registered <= 14 and days_since_first_order is null)
