/* kmen
description: >
  One row a pair of customer accounts that are one person, and the rule that says so. Whatever two accounts share, first names and birth dates must agree,
  so a household that shares an address, a number or a computer stays several persons.
grain: [left_record_id, right_record_id, rule]
materialized: incremental
parquet: false
columns:
  left_record_id: One account.
  right_record_id: The other account.
  rule: What they share.
  known_at: When that was seen first, UTC, where it was later than both accounts.
tests:
  - not_null: [left_record_id, right_record_id, rule]
  - unique: [left_record_id, right_record_id, rule]
*/
with same_value as (
    select
        a.record_id as left_id,
        b.record_id as right_id,
        'same_' || a.identifier_type as rule,
        a.identifier_type <> 'phone' as is_strong,
        cast(null as timestamp) as known_at
    from identity.account_values as a
    join identity.account_values as b on b.identifier_type = a.identifier_type and b.value = a.value and b.record_id > a.record_id
),
sign_ins as (
    select claims.cookie_id, emails.record_id, claims.claimed_at
    from identity.cookie_claims as claims
    join identity.account_values as emails on emails.identifier_type = 'email' and emails.value = claims.claim_record_id and emails.accounts = 1
    join identity.identifier_rules as rules on rules.identifier_type = 'cookie'
    where claims.claim_source = 'emails' and claims.claimants between 2 and rules.max_records
),
same_browser as (
    select a.record_id as left_id, b.record_id as right_id, 'same_browser' as rule, false as is_strong, min(greatest(a.claimed_at, b.claimed_at)) as known_at
    from sign_ins as a
    join sign_ins as b on b.cookie_id = a.cookie_id and b.record_id > a.record_id
    group by a.record_id, b.record_id
),
same_home as (
    select a.record_id as left_id, b.record_id as right_id, 'same_name_birth_date_postcode' as rule, false as is_strong, cast(null as timestamp) as known_at
    from identity.accounts as a
    join identity.accounts as b on b.birth_date = a.birth_date and b.postcode = a.postcode and b.record_id > a.record_id
    where is_same_name(a.first_key, b.first_key) and is_same_name(a.last_key, b.last_key)
),
candidates as (
    select * from same_value
    union all
    select * from same_browser
    union all
    select * from same_home
)
select
    left_id as left_record_id,
    right_id as right_record_id,
    rule,
    known_at
from candidates
join identity.accounts as a on a.record_id = left_id
join identity.accounts as b on b.record_id = right_id
where
    case
        when a.first_key is null or b.first_key is null
            then is_strong and (a.birth_date = b.birth_date or a.birth_date is null or b.birth_date is null)
        when a.birth_date = b.birth_date then is_same_name(a.first_key, b.first_key)
        when a.birth_date is null or b.birth_date is null
            then is_same_name(a.first_key, b.first_key) and is_same_name(a.last_key, b.last_key)
        else a.first_key = b.first_key and is_same_name(a.last_key, b.last_key) and is_date_slip(a.birth_date, b.birth_date)
    end
