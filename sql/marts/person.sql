/* kmen
description: >
  One row a person: the golden record. Each field is the newest one that any of the person's accounts states; without an account, address and number come
  from what the person left with orders or consents. Beside each field stands the record it comes from.
grain: person_id
materialized: incremental
columns:
  person_id: The person.
  first_name: First name.
  first_name_source: Record that it comes from.
  last_name: Last name.
  last_name_source: Record that it comes from.
  sex: F or M.
  sex_source: Record that it comes from.
  birth_date: Date of birth.
  birth_date_source: Record that it comes from.
  email: E-mail address, normalised.
  email_source: Record that it comes from.
  phone: Phone number as E.164 text.
  phone_source: Record that it comes from.
  loyalty_card: Number of the loyalty card.
  loyalty_card_source: Record that it comes from.
  street: Street and house number.
  city: Town.
  postcode: Postcode without the space.
  region: Part of the country, by the postcode's first digit.
  address_source: Record that street, town and postcode come from.
  registered_at: When the first account was opened, UTC.
  first_seen_at: When anything of the person was known first, UTC.
  accounts: Customer accounts.
  records: Source records.
tests:
  - not_null: [person_id, records, first_seen_at]
  - unique: [person_id]
  - accepted_values: { column: sex, values: [F, M] }
*/
with members as (
    select person_id, source, record_id, first_seen_at from identity.person_records
),
persons as (
    select person_id, min(first_seen_at) as first_seen_at, count(*) as records, count_if(source = 'customers') as accounts
    from members
    group by person_id
),
accounts as (
    select
        members.person_id,
        'customers/' || members.record_id as account,
        row_number() over (partition by members.person_id order by customers.updated_at desc nulls last, customers.customer_id desc nulls last) as account_rank,
        customers.*
    from members
    join staging.stg_customers as customers on members.source = 'customers' and cast(customers.customer_id as string) = members.record_id
),
newest as (
    select * from accounts where account_rank = 1
),
older as (
    select
        person_id,
        min_by(first_name, account_rank) filter (where first_name is not null) as first_name,
        min_by(account, account_rank) filter (where first_name is not null) as first_name_source,
        min_by(last_name, account_rank) filter (where last_name is not null) as last_name,
        min_by(account, account_rank) filter (where last_name is not null) as last_name_source,
        min_by(sex, account_rank) filter (where sex is not null) as sex,
        min_by(account, account_rank) filter (where sex is not null) as sex_source,
        min_by(birth_date, account_rank) filter (where birth_date is not null) as birth_date,
        min_by(account, account_rank) filter (where birth_date is not null) as birth_date_source,
        min_by(email, account_rank) filter (where email is not null) as email,
        min_by(account, account_rank) filter (where email is not null) as email_source,
        min_by(phone, account_rank) filter (where phone is not null) as phone,
        min_by(account, account_rank) filter (where phone is not null) as phone_source,
        min_by(loyalty_card, account_rank) filter (where loyalty_card is not null) as loyalty_card,
        min_by(account, account_rank) filter (where loyalty_card is not null) as loyalty_card_source,
        min_by(street, account_rank) filter (where postcode is not null) as street,
        min_by(city, account_rank) filter (where postcode is not null) as city,
        min_by(postcode, account_rank) filter (where postcode is not null) as postcode,
        min_by(account, account_rank) filter (where postcode is not null) as address_source,
        min(registered_at) as registered_at
    from accounts
    where account_rank > 1
    group by person_id
),
contacts as (
    select
        person_id,
        source,
        record_id,
        row_number() over (partition by person_id, source order by first_seen_at desc nulls last, record_id nulls last) as contact_rank
    from members
    where source in ('emails', 'phones', 'loyalty_cards')
),
emails as (
    select * from contacts where source = 'emails' and contact_rank = 1
),
phones as (
    select * from contacts where source = 'phones' and contact_rank = 1
),
cards as (
    select * from contacts where source = 'loyalty_cards' and contact_rank = 1
)
select
    persons.person_id,
    coalesce(newest.first_name, older.first_name) as first_name,
    case when newest.first_name is not null then newest.account else older.first_name_source end as first_name_source,
    coalesce(newest.last_name, older.last_name) as last_name,
    case when newest.last_name is not null then newest.account else older.last_name_source end as last_name_source,
    coalesce(newest.sex, older.sex) as sex,
    case when newest.sex is not null then newest.account else older.sex_source end as sex_source,
    coalesce(newest.birth_date, older.birth_date) as birth_date,
    case when newest.birth_date is not null then newest.account else older.birth_date_source end as birth_date_source,
    coalesce(newest.email, older.email, emails.record_id) as email,
    case when newest.email is not null then newest.account else coalesce(older.email_source, 'emails/' || emails.record_id) end as email_source,
    coalesce(newest.phone, older.phone, phones.record_id) as phone,
    case when newest.phone is not null then newest.account else coalesce(older.phone_source, 'phones/' || phones.record_id) end as phone_source,
    coalesce(newest.loyalty_card, older.loyalty_card, cards.record_id) as loyalty_card,
    case when newest.loyalty_card is not null then newest.account else coalesce(older.loyalty_card_source, 'loyalty_cards/' || cards.record_id) end as loyalty_card_source,
    case when newest.postcode is not null then newest.street else older.street end as street,
    case when newest.postcode is not null then newest.city else older.city end as city,
    coalesce(newest.postcode, older.postcode) as postcode,
    case left(coalesce(newest.postcode, older.postcode), 1)
        when '1' then 'Praha'
        when '2' then 'Střední Čechy'
        when '3' then 'Jižní a západní Čechy'
        when '4' then 'Severní Čechy'
        when '5' then 'Východní Čechy'
        when '6' then 'Jižní Morava a Vysočina'
        when '7' then 'Severní a střední Morava'
    end as region,
    case when newest.postcode is not null then newest.account else older.address_source end as address_source,
    least(newest.registered_at, older.registered_at) as registered_at,
    persons.first_seen_at,
    cast(persons.accounts as int) as accounts,
    cast(persons.records as int) as records
from persons
left join newest on newest.person_id = persons.person_id
left join older on older.person_id = persons.person_id
left join emails on emails.person_id = persons.person_id
left join phones on phones.person_id = persons.person_id
left join cards on cards.person_id = persons.person_id
