/* kmen
description: One row a person and moment, with where the person stands with the retailer.
grain: [person_id, as_of]
columns:
  person_id: The person.
  as_of: The moment; nothing from then on is read.
  status: prospect (never ordered), new (first order within 30 days), active (last order within 180 days) or inactive.
  tenure_days: Days since anything of the person was known first.
  days_registered: Days since the first account was opened.
  days_since_first_order: Days since the first order.
  days_since_last_order: Days since the last order.
  average_days_between_orders: Days from the first to the last order, a gap.
tests:
  - not_null: [person_id, as_of, status, tenure_days]
  - unique: [person_id, as_of]
  - accepted_values: { column: status, values: [prospect, new, active, inactive] }
  - accepted_range: { column: tenure_days, min: 0 }
*/
with known as (
    select person_id, as_of, min(first_seen_at) as first_seen_at
    from identity.record_as_of
    where first_seen_at < as_of
    group by person_id, as_of
),
days as (
    select
        known.person_id,
        known.as_of,
        days_between(local_date(least(known.first_seen_at, demography.registered_at, transactions.first_ordered_at)), local_date(known.as_of)) as tenure_days,
        days_between(local_date(demography.registered_at), local_date(known.as_of)) as days_registered,
        days_between(local_date(transactions.first_ordered_at), local_date(known.as_of)) as days_since_first_order,
        days_between(local_date(transactions.last_ordered_at), local_date(known.as_of)) as days_since_last_order,
        transactions.order_days
    from known
    left join marts.features_demography as demography on demography.person_id = known.person_id and demography.as_of = known.as_of
    left join marts.features_transactions as transactions on transactions.person_id = known.person_id and transactions.as_of = known.as_of
)
select
    person_id,
    as_of,
    case
        when days_since_first_order is null then 'prospect'
        when days_since_first_order <= 30 then 'new'
        when days_since_last_order <= 180 then 'active'
        else 'inactive'
    end as status,
    cast(tenure_days as int) as tenure_days,
    cast(days_registered as int) as days_registered,
    cast(days_since_first_order as int) as days_since_first_order,
    cast(days_since_last_order as int) as days_since_last_order,
    rounded_ratio(days_since_first_order - days_since_last_order, order_days - 1, 10) as average_days_between_orders
from days
