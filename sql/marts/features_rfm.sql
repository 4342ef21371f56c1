/* kmen
description: >
  One row a person and moment, for persons with a completed order before it: recency, frequency and monetary value, each with its fifth among all of them.
  Equal values have equal scores. Looks across persons, so it is always built whole.
grain: [person_id, as_of]
columns:
  person_id: The person.
  as_of: The moment; nothing from then on is read.
  recency_days: Days since the last order.
  frequency: Completed orders.
  monetary_amount: Lines after discounts, CZK.
  r_score: Fifth by recency, 5 for the latest.
  f_score: Fifth by frequency, 5 for the most.
  m_score: Fifth by monetary value in whole hundreds of CZK, 5 for the highest.
tests:
  - not_null: [person_id, as_of, recency_days, frequency, monetary_amount]
  - unique: [person_id, as_of]
  - accepted_range: { column: r_score, min: 1, max: 5 }
  - accepted_range: { column: f_score, min: 1, max: 5 }
  - accepted_range: { column: m_score, min: 1, max: 5 }
*/
with measures as (
    select
        person_id,
        as_of,
        days_between(local_date(last_ordered_at), local_date(as_of)) as recency_days,
        orders as frequency,
        net_amount as monetary_amount,
        cast(floor(net_amount / 100) as bigint) as monetary_hundreds
    from marts.features_transactions
),
totals as (
    select as_of, count(*) as persons from measures group by as_of
),
steps as (
    select as_of, 'r' as measure, -cast(recency_days as bigint) as step, count(*) as persons from measures group by as_of, recency_days
    union all
    select as_of, 'f' as measure, cast(frequency as bigint) as step, count(*) as persons from measures group by as_of, frequency
    union all
    select as_of, 'm' as measure, monetary_hundreds as step, count(*) as persons from measures group by as_of, monetary_hundreds
),
below as (
    select
        as_of,
        measure,
        step,
        sum(persons) over (partition by as_of, measure order by step nulls last rows between unbounded preceding and current row) - persons as persons_below
    from steps
),
scores as (
    select below.as_of, below.measure, below.step, 1 + cast(floor(5 * cast(below.persons_below as double) / totals.persons) as int) as score
    from below
    join totals on totals.as_of = below.as_of
)
select
    measures.person_id,
    measures.as_of,
    cast(measures.recency_days as int) as recency_days,
    measures.frequency,
    measures.monetary_amount,
    r.score as r_score,
    f.score as f_score,
    m.score as m_score
from measures
join scores as r on r.measure = 'r' and r.as_of = measures.as_of and r.step = -measures.recency_days
join scores as f on f.measure = 'f' and f.as_of = measures.as_of and f.step = measures.frequency
join scores as m on m.measure = 'm' and m.as_of = measures.as_of and m.step = measures.monetary_hundreds
