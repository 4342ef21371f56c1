/* kmen
description: One row a person and moment, for persons with cancelled goods before it.
grain: [person_id, as_of]
columns:
  person_id: The person.
  as_of: The moment; nothing from then on is read.
  cancelled_days: Days with a cancellation.
  cancelled_lines: Lines.
  cancelled_amount: "Their value, above 0, GBP."
  last_cancelled_date: Last day.
tests:
  - not_null: [person_id, as_of, cancelled_amount, last_cancelled_date]
  - unique: [person_id, as_of]
  - expression: last_cancelled_date < as_of
*/
select
    members.person_id,
    members.as_of,
    cast(count(*) as int) as cancelled_days,
    cast(sum(facts.cancelled_lines) as int) as cancelled_lines,
    cast(sum(facts.cancelled_amount) as decimal(18, 2)) as cancelled_amount,
    max(facts.cancelled_date) as last_cancelled_date
from identity.record_as_of as members
join marts.cancellations as facts
    on facts.source = members.source and facts.record_id = members.record_id and facts.cancelled_date < cast(members.as_of as date)
group by members.person_id, members.as_of
