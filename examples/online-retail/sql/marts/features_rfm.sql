/* kmen
description: >
  One row a person and moment, for persons with a clean sale before it: recency, frequency and monetary value, each with its fifth among all of them.
  Equal values have equal scores, so the fifths may differ in size. Looks across persons, so it is always built whole.
grain: [person_id, as_of]
columns:
  person_id: The person.
  as_of: The moment; nothing from then on is read.
  recency_days: Days since the last invoice.
  frequency: Invoices.
  monetary_amount: Their value, GBP.
  r_score: Fifth by recency, 5 for the latest.
  f_score: Fifth by frequency, 5 for the most.
  m_score: Fifth by monetary value, 5 for the highest.
tests:
  - not_null: [person_id, as_of, recency_days, frequency, monetary_amount]
  - unique: [person_id, as_of]
  - accepted_range: { column: recency_days, min: 1 }
  - accepted_range: { column: r_score, min: 1, max: 5 }
  - accepted_range: { column: f_score, min: 1, max: 5 }
  - accepted_range: { column: m_score, min: 1, max: 5 }
*/
with measures as (
    select
        person_id,
        as_of,
        days_between(last_invoice_date, as_of) as recency_days,
        invoices as frequency,
        net_amount as monetary_amount,
        cast(net_amount as double) as monetary
    from marts.features_purchases
),
limits as (
    select
        as_of,
        percentile_cont(0.2) within group (order by recency_days nulls last) as r2,
        percentile_cont(0.4) within group (order by recency_days nulls last) as r4,
        percentile_cont(0.6) within group (order by recency_days nulls last) as r6,
        percentile_cont(0.8) within group (order by recency_days nulls last) as r8,
        percentile_cont(0.2) within group (order by frequency nulls last) as f2,
        percentile_cont(0.4) within group (order by frequency nulls last) as f4,
        percentile_cont(0.6) within group (order by frequency nulls last) as f6,
        percentile_cont(0.8) within group (order by frequency nulls last) as f8,
        percentile_cont(0.2) within group (order by monetary nulls last) as m2,
        percentile_cont(0.4) within group (order by monetary nulls last) as m4,
        percentile_cont(0.6) within group (order by monetary nulls last) as m6,
        percentile_cont(0.8) within group (order by monetary nulls last) as m8
    from measures
    group by as_of
)
select
    measures.person_id,
    measures.as_of,
    cast(measures.recency_days as int) as recency_days,
    measures.frequency,
    measures.monetary_amount,
    case when recency_days <= r2 then 5 when recency_days <= r4 then 4 when recency_days <= r6 then 3 when recency_days <= r8 then 2 else 1 end as r_score,
    case when frequency > f8 then 5 when frequency > f6 then 4 when frequency > f4 then 3 when frequency > f2 then 2 else 1 end as f_score,
    case when monetary > m8 then 5 when monetary > m6 then 4 when monetary > m4 then 3 when monetary > m2 then 2 else 1 end as m_score
from measures
join limits on limits.as_of = measures.as_of
