/* kmen
description: One row a value by which a record can be found or reached.
grain: [source, record_id, identifier_type]
materialized: incremental
parquet: false
columns:
  source: Source of the record.
  record_id: Its id in the source.
  identifier_type: email, phone, loyalty_card or cookie.
  value: The value, normalised.
tests:
  - not_null: [source, record_id, identifier_type, value]
  - unique: [source, record_id, identifier_type]
*/
with customers as (
    select cast(customer_id as string) as record_id, email, phone, loyalty_card from staging.stg_customers
)
select 'customers' as source, record_id, 'email' as identifier_type, email as value from customers where email is not null
union all
select 'customers' as source, record_id, 'phone' as identifier_type, phone as value from customers where phone is not null
union all
select 'customers' as source, record_id, 'loyalty_card' as identifier_type, loyalty_card as value from customers where loyalty_card is not null
union all
select
    source,
    record_id,
    case source when 'emails' then 'email' when 'phones' then 'phone' else 'loyalty_card' end as identifier_type,
    record_id as value
from identity.contacts
union all
select 'cookies' as source, cookie_id as record_id, 'cookie' as identifier_type, cookie_id as value from identity.cookies
