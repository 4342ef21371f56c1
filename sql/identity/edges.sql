/* kmen
description: >
  One row a pair of records that are one person, and the rule that says so. Accounts join only where names and birth dates agree, whatever they share;
  contacts and browsers join one account at most. So a household that shares an address, a number or a computer stays several persons.
grain: [left_source, left_record_id, right_source, right_record_id, rule]
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
with accounts as (
    select * from identity.accounts
),
sharing as (
    select a.record_id as left_id, b.record_id as right_id, 'same_' || a.identifier_type as rule, a.identifier_type <> 'phone' as is_strong
    from identity.account_values as a
    join identity.account_values as b on b.identifier_type = a.identifier_type and b.value = a.value and b.record_id > a.record_id
),
same_value as (
    select left_id, right_id, rule
    from sharing
    join accounts as a on a.record_id = left_id
    join accounts as b on b.record_id = right_id
    where
        case
            when a.first_key is null or b.first_key is null then is_strong and (a.birth_date = b.birth_date or a.birth_date is null or b.birth_date is null)
            when not is_same_name(a.first_key, b.first_key) then false
            when a.birth_date = b.birth_date then true
            when a.birth_date is null or b.birth_date is null then is_same_name(a.last_key, b.last_key)
            else is_date_slip(a.birth_date, b.birth_date) and a.first_key = b.first_key and is_same_name(a.last_key, b.last_key)
        end
),
same_home as (
    select a.record_id as left_id, b.record_id as right_id, 'same_name_birth_date_postcode' as rule
    from accounts as a
    join accounts as b on b.birth_date = a.birth_date and b.postcode = a.postcode and b.record_id > a.record_id
    where is_same_name(a.first_key, b.first_key) and is_same_name(a.last_key, b.last_key)
)
select
    'customers' as left_source,
    left_id as left_record_id,
    'customers' as right_source,
    right_id as right_record_id,
    rule,
    cast(case rule when 'same_phone' then 0.97 when 'same_name_birth_date_postcode' then 0.98 else 0.99 end as double) as match_probability
from (select * from same_value union all select * from same_home) as pairs
union all
select
    'customers' as left_source,
    owner_record_id as left_record_id,
    source as right_source,
    record_id as right_record_id,
    rule || case source when 'emails' then '_email' when 'phones' then '_phone' else '_card' end as rule,
    cast(0.99 as double) as match_probability
from identity.owners
where order_id is null
union all
select distinct
    'customers' as left_source,
    owner_record_id as left_record_id,
    'orders' as right_source,
    order_id as right_record_id,
    rule,
    cast(case rule when 'order_with_phone' then 0.9 else 0.97 end as double) as match_probability
from identity.owners
where order_id is not null
union all
select
    'orders' as left_source,
    order_id as left_record_id,
    source as right_source,
    record_id as right_record_id,
    'shown_in_order' as rule,
    cast(0.99 as double) as match_probability
from identity.owners
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
