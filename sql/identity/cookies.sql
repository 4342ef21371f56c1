/* kmen
description: >
  One row a browser that has signed in or ordered, with the one record that claims it most. Other browsers stand for nobody yet; a browser never joins
  two accounts.
grain: cookie_id
materialized: incremental
parquet: false
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
with ranked as (
    select
        claims.*,
        row_number() over (
            partition by cookie_id
            order by
                case when claim_record_id is null then 1 else 0 end nulls last,
                claims desc nulls last, claimed_at nulls last, claim_source nulls last, claim_record_id nulls last) as claim_rank
    from identity.cookie_claims as claims
)
select
    cookie_id,
    claimed_at,
    claim_source,
    claim_record_id,
    claims,
    claimants
from ranked
where claim_rank = 1
