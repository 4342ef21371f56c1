/* kmen
description: One row an e-mail address, phone number or loyalty card that facts or consents hang on, with the first time it was seen.
grain: [source, record_id]
materialized: incremental
parquet: false
columns:
  source: emails, phones or loyalty_cards.
  record_id: The address, number or card, normalised.
  first_seen_at: When it was seen first, UTC.
tests:
  - not_null: [source, record_id, first_seen_at]
  - unique: [source, record_id]
  - accepted_values: { column: source, values: [emails, phones, loyalty_cards] }
*/
with orders as (
    select
        order_source(customer_id, email, loyalty_card, phone, cookie_id) as source,
        order_record_id(customer_id, email, loyalty_card, phone, cookie_id) as record_id,
        ordered_at
    from staging.stg_orders
    where customer_id is null
),
seen as (
    select source, record_id, min(ordered_at) as seen_at from orders where source in ('emails', 'phones', 'loyalty_cards') group by source, record_id
    union all
    select 'emails' as source, email as record_id, min(first_event_at) as seen_at from marts.email_day group by email
    union all
    select 'emails' as source, email as record_id, min(sent_at) as seen_at from marts.campaign_results where email is not null group by email
    union all
    select claim_source as source, claim_record_id as record_id, min(claimed_at) as seen_at
    from identity.cookies
    where claim_source = 'emails'
    group by claim_source, claim_record_id
    union all
    select case address_type when 'email' then 'emails' else 'phones' end as source, address as record_id, min(stated_at) as seen_at
    from staging.stg_consents
    where address is not null
    group by address_type, address
)
select
    source,
    record_id,
    min(seen_at) as first_seen_at
from seen
group by source, record_id
