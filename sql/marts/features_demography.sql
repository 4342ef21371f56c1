/* kmen
description: One row a person and moment, for persons with an account opened before it, with what the accounts tell.
grain: [person_id, as_of]
columns:
  person_id: The person.
  as_of: The moment; nothing from then on is read.
  age_years: Whole years of age.
  is_female: 1 for a woman, 0 for a man, null where not told.
  region_code: First digit of the postcode, which is the part of the country.
  has_phone: 1 where an account holds a phone number.
  has_loyalty_card: 1 where an account holds a loyalty card.
  accounts: Accounts.
  registered_at: When the first account was opened, UTC.
tests:
  - not_null: [person_id, as_of, registered_at]
  - unique: [person_id, as_of]
  - accepted_range: { column: age_years, min: 0, max: 125 }
    severity: warn
  - expression: registered_at < as_of
*/
with customers as (
    select * from staging.stg_customers
),
accounts as (
    select
        members.person_id,
        members.as_of,
        max(customers.birth_date) as birth_date,
        max(case customers.sex when 'F' then 1 when 'M' then 0 end) as is_female,
        max(case when customers.postcode between '1' and '8' then left(customers.postcode, 1) end) as region_code,
        max(case when customers.phone is null then 0 else 1 end) as has_phone,
        max(case when customers.loyalty_card is null then 0 else 1 end) as has_loyalty_card,
        count(*) as accounts,
        min(customers.registered_at) as registered_at
    from identity.record_as_of as members
    join customers on members.source = 'customers' and cast(customers.customer_id as string) = members.record_id
    where customers.registered_at < members.as_of
    group by members.person_id, members.as_of
)
select
    person_id,
    as_of,
    cast(floor(cast(days_between(birth_date, local_date(as_of)) as double) / 365.25) as int) as age_years,
    is_female,
    cast(region_code as int) as region_code,
    has_phone,
    has_loyalty_card,
    cast(accounts as int) as accounts,
    registered_at
from accounts
