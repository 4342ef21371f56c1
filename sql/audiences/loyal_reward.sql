/* kmen
description: One row a person with a loyalty card who ordered at least five times in the last 365 days and at least once in the last 60.
grain: person_id
purpose: marketing
channel: email
columns:
  person_id: The person.
  reason: How often the person ordered, and when last.
tests:
  - not_null: [person_id, reason]
  - unique: [person_id]
*/
select
    transactions.person_id,
    'Holds a loyalty card and ordered ' || cast(transactions.orders_365d as string) || ' times in the last year, last on '
    || cast(local_date(transactions.last_ordered_at) as string) || '.' as reason
from marts.features_transactions as transactions
join marts.features_relationship as relationship
    on relationship.person_id = transactions.person_id and relationship.as_of = transactions.as_of
join marts.features_demography as demography on demography.person_id = transactions.person_id and demography.as_of = transactions.as_of
where demography.has_loyalty_card = 1 and transactions.orders_365d >= 5 and relationship.days_since_last_order <= 60
