/* kmen
description: >
  One row a pair of records that are one person, and the rule that says so. What was seen later than both records is a record of its own between them
  (an order, a sign-in), so that at an earlier moment they are still two.
grain: [left_source, left_record_id, right_source, right_record_id, rule]
materialized: incremental
parquet: false
columns:
  left_source: Source of one record.
  left_record_id: One record.
  right_source: Source of the other record.
  right_record_id: The other record.
  rule: The rule that joined them.
  match_probability: How sure the rule is, from 0 to 1.
tests:
  - not_null: [left_source, left_record_id, right_source, right_record_id, rule, match_probability]
  - unique: [left_source, left_record_id, right_source, right_record_id, rule]
  - accepted_range: { column: match_probability, min: 0.5, max: 1 }
*/
with pairs as (
    select
        left_record_id,
        right_record_id,
        left_record_id || '+' || right_record_id as pair_id,
        rule,
        known_at,
        cast(case rule when 'same_phone' then 0.97 when 'same_browser' then 0.98 when 'same_name_birth_date_postcode' then 0.98 else 0.99 end as double)
            as match_probability
    from identity.account_pairs
),
owners as (
    select
        *,
        cast(case rule when 'account' then 0.99 when 'order_with_phone' then 0.96 when 'order_in_browser' then 0.96 else 0.98 end as double)
            as match_probability
    from identity.owners
)
select 'customers' as left_source, left_record_id, 'customers' as right_source, right_record_id, rule, match_probability
from pairs
where known_at is null
union all
select 'customers' as left_source, left_record_id, 'sign_ins' as right_source, pair_id as right_record_id, rule, match_probability
from pairs
where known_at is not null
union all
select 'sign_ins' as left_source, pair_id as left_record_id, 'customers' as right_source, right_record_id, rule, match_probability
from pairs
where known_at is not null
union all
select
    'customers' as left_source,
    owner_record_id as left_record_id,
    source as right_source,
    record_id as right_record_id,
    case source when 'emails' then 'account_email' when 'phones' then 'account_phone' else 'account_card' end as rule,
    match_probability
from owners
where order_id is null
union all
select distinct
    'customers' as left_source,
    owner_record_id as left_record_id,
    'orders' as right_source,
    order_id as right_record_id,
    rule,
    match_probability
from owners
where order_id is not null
union all
select
    'orders' as left_source,
    order_id as left_record_id,
    source as right_source,
    record_id as right_record_id,
    'shown_in_order' as rule,
    cast(0.99 as double) as match_probability
from owners
where order_id is not null
union all
select
    claim_source as left_source,
    claim_record_id as left_record_id,
    'cookies' as right_source,
    cookie_id as right_record_id,
    'browser_of' as rule,
    cast(0.95 as double) as match_probability
from identity.cookies
where claim_source is not null
