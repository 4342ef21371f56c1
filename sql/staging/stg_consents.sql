/* kmen
description: One row a statement of consent or withdrawal, with the address as identities hold it; null where it cannot be one.
grain: consent_id
materialized: incremental
tests:
  - not_null: [consent_id, purpose, channel, is_given, stated_at]
  - unique: [consent_id]
  - accepted_values: { column: address_type, values: [email, phone] }
  - accepted_values: { column: purpose, values: [marketing, personalisation, service] }
  - accepted_values: { column: channel, values: [email, sms] }
*/
with source as (
    select * from raw.consents
)
select
    consent_id,
    lower(address_type) as address_type,
    case lower(address_type) when 'email' then normal_email(address) when 'phone' then normal_phone(address) end as address,
    lower(purpose) as purpose,
    lower(channel) as channel,
    lower(action) = 'given' as is_given,
    cast(stated_at as timestamp) as stated_at
from source
