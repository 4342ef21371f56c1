/* kmen
description: One row an identifier of a customer account that may join it to others, so within its limit and not blocked.
grain: [identifier_type, value, record_id]
materialized: incremental
parquet: false
columns:
  identifier_type: email, phone or loyalty_card.
  value: The value, normalised.
  record_id: The account.
  registered_at: When the account was opened, UTC.
  accounts: Accounts that hold the value.
  account_rank: 1 for the account that held it first.
tests:
  - not_null: [identifier_type, value, record_id]
  - unique: [identifier_type, value, record_id]
*/
with customers as (
    select * from staging.stg_customers
),
held as (
    select 'email' as identifier_type, email as value, customer_id, registered_at from customers where email is not null
    union all
    select 'phone' as identifier_type, phone as value, customer_id, registered_at from customers where phone is not null
    union all
    select 'loyalty_card' as identifier_type, loyalty_card as value, customer_id, registered_at from customers where loyalty_card is not null
),
counted as (
    select
        held.*,
        count(*) over (partition by identifier_type, value) as accounts,
        row_number() over (partition by identifier_type, value order by registered_at nulls last, customer_id nulls last) as account_rank
    from held
)
select
    counted.identifier_type,
    counted.value,
    cast(counted.customer_id as string) as record_id,
    counted.registered_at,
    cast(counted.accounts as int) as accounts,
    cast(counted.account_rank as int) as account_rank
from counted
join identity.identifier_rules as rules on rules.identifier_type = counted.identifier_type
left join identity.blocked_values as blocked on blocked.identifier_type = counted.identifier_type and blocked.value = counted.value
where counted.accounts <= rules.max_records and blocked.value is null
