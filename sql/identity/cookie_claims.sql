/* kmen
description: One row a browser and record that signed in or ordered in it. Where an order shows an address, the address claims the browser, otherwise the account.
grain: [cookie_id, claim_source, claim_record_id]
materialized: incremental
parquet: false
columns:
  cookie_id: The browser.
  claim_source: emails or customers; null where an order left nothing else.
  claim_record_id: The record.
  claims: Events while signed in, and orders.
  claimed_at: The first of them, UTC.
  claimants: Records that claim the browser; above 1 it is shared.
tests:
  - not_null: [cookie_id, claims, claimed_at]
  - unique: [cookie_id, claim_source, claim_record_id]
*/
with sign_ins as (
    select cookie_id, 'emails' as claim_source, login as claim_record_id, sum(events) as claims, min(first_event_at) as claimed_at
    from identity.sign_in_days
    group by cookie_id, login
),
orders as (
    select
        cookie_id,
        case when email is not null then 'emails' when customer_id is not null then 'customers' end as claim_source,
        coalesce(email, cast(customer_id as string)) as claim_record_id,
        count(*) as claims,
        min(ordered_at) as claimed_at
    from staging.stg_orders
    where cookie_id is not null
    group by all
),
claims as (
    select cookie_id, claim_source, claim_record_id, sum(claims) as claims, min(claimed_at) as claimed_at
    from (select * from sign_ins union all select * from orders) as both_ways
    group by cookie_id, claim_source, claim_record_id
)
select
    cookie_id,
    claim_source,
    claim_record_id,
    cast(claims as bigint) as claims,
    claimed_at,
    cast(count(claim_record_id) over (partition by cookie_id) as int) as claimants
from claims
