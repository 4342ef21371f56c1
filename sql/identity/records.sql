/* kmen
description: One row a record that stands for somebody. An order or a sign-in is one where it alone shows that two others belong together.
grain: [source, record_id]
materialized: incremental
parquet: false
event_time: first_seen_at
columns:
  source: customers, emails, phones, loyalty_cards, cookies, orders or sign_ins.
  record_id: Its id in the source, as text.
  first_seen_at: When it was first known, UTC; before it the record joins nobody.
tests:
  - not_null: [source, record_id, first_seen_at]
  - unique: [source, record_id]
*/
with customers as (
    select customer_id, registered_at as seen_at from staging.stg_customers
    union all
    select customer_id, min(ordered_at) as seen_at from staging.stg_orders where customer_id is not null group by customer_id
)
select
    'customers' as source,
    cast(customer_id as string) as record_id,
    min(seen_at) as first_seen_at
from customers
group by customer_id
union all
select
    source,
    record_id,
    first_seen_at
from identity.contacts
union all
select
    'cookies' as source,
    cookie_id as record_id,
    claimed_at as first_seen_at
from identity.cookies
union all
select
    'orders' as source,
    order_id as record_id,
    min(known_at) as first_seen_at
from identity.owners
where order_id is not null
group by order_id
union all
select
    'sign_ins' as source,
    left_record_id || '+' || right_record_id as record_id,
    min(known_at) as first_seen_at
from identity.account_pairs
where known_at is not null
group by left_record_id, right_record_id
