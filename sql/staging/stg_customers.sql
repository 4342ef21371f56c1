/* kmen
description: One row a customer account of the newest dump, typed and trimmed.
grain: customer_id
materialized: incremental
tests:
  - not_null: [customer_id, registered_at, updated_at]
  - unique: [customer_id]
  - accepted_values: { column: sex, values: [F, M] }
  - accepted_range: { column: birth_date, min: 1900-01-01 }
    severity: warn
*/
with source as (
    select * from raw.customers
)
select
    cast(customer_id as bigint) as customer_id,
    nullif(trim(first_name), '') as first_name,
    nullif(trim(last_name), '') as last_name,
    case when upper(sex) in ('F', 'M') then upper(sex) end as sex,
    make_date(
        cast(split_part(birth_date, '.', 3) as int),
        cast(split_part(birth_date, '.', 2) as int),
        cast(split_part(birth_date, '.', 1) as int)) as birth_date,
    normal_email(email) as email,
    normal_phone(phone) as phone,
    nullif(upper(loyalty_card), '') as loyalty_card,
    nullif(trim(street), '') as street,
    nullif(trim(city), '') as city,
    nullif(replace(trim(postcode), ' ', ''), '') as postcode,
    cast(registered_at as timestamp) as registered_at,
    cast(updated_at as timestamp) as updated_at
from source
