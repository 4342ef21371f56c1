/* kmen
description: One row a customer account of the newest dump, with the forms of name, birth date and home that accounts are compared by.
grain: record_id
materialized: incremental
parquet: false
columns:
  record_id: Number of the account, as text.
  registered_at: When it was opened, UTC.
  first_key: First name in lower case without accents.
  last_key: Last name in lower case without accents.
  birth_date: Date of birth, if told.
  postcode: Postcode without the space.
tests:
  - not_null: [record_id, registered_at]
  - unique: [record_id]
*/
select
    cast(customer_id as string) as record_id,
    registered_at,
    plain_text(first_name) as first_key,
    plain_text(last_name) as last_key,
    birth_date,
    postcode
from staging.stg_customers
