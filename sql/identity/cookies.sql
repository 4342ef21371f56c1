/* kmen
description: One row a browser that has signed in or ordered, with the one record that claims it most. Others stand for nobody yet; a browser never joins two accounts.
grain: cookie_id
columns:
  cookie_id: The browser.
  claimed_at: First moment at which the claiming record used it, UTC; before it nothing was known of whose it is.
  claim_source: Source of the claiming record; null where only the browser itself is known.
  claim_record_id: The claiming record.
  claims: Events and orders by which it claims the browser.
  claimants: Records that claim the browser; above 1 it is shared.
tests:
  - not_null: [cookie_id, claimed_at, claims]
  - unique: [cookie_id]
*/
with sign_ins as (
    select cookie_id, 'emails' as claim_source, login as claim_record_id, count(*) as claims, min(event_at) as claimed_at
    from staging.stg_web_events
    where login is not null
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
),
ranked as (
    select
        claims.*,
        count(claim_record_id) over (partition by cookie_id) as claimants,
        row_number() over (
            partition by cookie_id
            order by
                case when claim_record_id is null then 1 else 0 end nulls last,
                claims desc nulls last, claimed_at nulls last, claim_source nulls last, claim_record_id nulls last) as claim_rank
    from claims
)
select
    cookie_id,
    claimed_at,
    claim_source,
    claim_record_id,
    cast(claims as bigint) as claims,
    cast(claimants as int) as claimants
from ranked
where claim_rank = 1
