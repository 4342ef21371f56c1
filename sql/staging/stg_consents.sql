/* kmen
description: One row a statement of consent or withdrawal whose address can be one, with the address as identities hold it.
grain: consent_id
tests:
  - not_null: [consent_id, address, purpose, channel, is_given, stated_at]
  - unique: [consent_id]
  - accepted_values: { column: address_type, values: [email, phone] }
  - accepted_values: { column: purpose, values: [marketing, personalisation, service] }
  - accepted_values: { column: channel, values: [email, sms] }
*/
with source as (
    select * from raw.consents
),
normalised as (
    select
        *,
        case lower(address_type) when 'email' then normal_email(address) when 'phone' then normal_phone(address) end as normal_address
    from source
)
select
    consent_id,
    lower(address_type) as address_type,
    normal_address as address,
    lower(purpose) as purpose,
    lower(channel) as channel,
    lower(action) = 'given' as is_given,
    cast(stated_at as timestamp) as stated_at
from normalised
where normal_address is not null
