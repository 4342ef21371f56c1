/* kmen
description: >
  One row a contact that belongs to an account, and what says so. Each has one owner at most, so a contact never joins two accounts: an address that
  a household shares is the one's who had it first. Where a guest's order shows a card, number or browser of an account, the address must be made of
  the account's name, or be its address with a slip.
grain: [source, record_id]
materialized: incremental
parquet: false
columns:
  source: emails, phones or loyalty_cards.
  record_id: The contact.
  owner_record_id: The account.
  rule: What says so.
  order_id: The first order that showed it, where an order did.
  known_at: When that order was placed, UTC.
tests:
  - not_null: [source, record_id, owner_record_id, rule]
  - unique: [source, record_id]
*/
with guest_orders as (
    select orders.order_id, orders.ordered_at, orders.email, orders.phone, orders.loyalty_card, orders.cookie_id
    from staging.stg_orders as orders
    anti join identity.account_values as held on held.identifier_type = 'email' and held.value = orders.email
    where orders.customer_id is null and orders.email is not null
),
guests as (
    select
        guest_orders.*,
        email_word(email, 1) as first_word,
        email_word(email, 2) as second_word,
        email_word(email, 3) as third_word
    from guest_orders
),
guest_hints as (
    select guests.*, held.record_id as owner_record_id, 'loyalty_card' as identifier_type, 'order_with_card' as rule
    from guests
    join identity.account_values as held on held.identifier_type = 'loyalty_card' and held.value = guests.loyalty_card
    union all
    select guests.*, held.record_id as owner_record_id, 'phone' as identifier_type, 'order_with_phone' as rule
    from guests
    join identity.account_values as held on held.identifier_type = 'phone' and held.value = guests.phone
    union all
    select guests.*, held.record_id as owner_record_id, 'cookie' as identifier_type, 'order_in_browser' as rule
    from guests
    join identity.cookie_claims as claims on claims.cookie_id = guests.cookie_id and claims.claim_source = 'emails'
    join identity.identifier_rules as rules on rules.identifier_type = 'cookie' and claims.claimants <= rules.max_records
    join identity.account_values as held on held.identifier_type = 'email' and held.value = claims.claim_record_id
),
account_orders as (
    select cast(customer_id as string) as owner_record_id, 0 as priority, 'order_from_account' as rule, ordered_at, order_id, email, phone, loyalty_card
    from staging.stg_orders
    where customer_id is not null
),
shown as (
    select 'emails' as source, orders.email as record_id, orders.owner_record_id, orders.priority, orders.rule, orders.ordered_at, orders.order_id
    from account_orders as orders
    anti join identity.account_values as held on held.identifier_type = 'email' and held.value = orders.email
    where orders.email is not null
    union all
    select 'phones' as source, orders.phone as record_id, orders.owner_record_id, orders.priority, orders.rule, orders.ordered_at, orders.order_id
    from account_orders as orders
    anti join identity.account_values as held on held.identifier_type = 'phone' and held.value = orders.phone
    where orders.phone is not null
    union all
    select 'loyalty_cards' as source, orders.loyalty_card as record_id, orders.owner_record_id, orders.priority, orders.rule, orders.ordered_at, orders.order_id
    from account_orders as orders
    anti join identity.account_values as held on held.identifier_type = 'loyalty_card' and held.value = orders.loyalty_card
    where orders.loyalty_card is not null
    union all
    select 'emails' as source, hints.email as record_id, hints.owner_record_id, rules.priority, hints.rule, hints.ordered_at, hints.order_id
    from guest_hints as hints
    join identity.identifier_rules as rules on rules.identifier_type = hints.identifier_type
    join identity.accounts as accounts on accounts.record_id = hints.owner_record_id
    join staging.stg_customers as customers on cast(customers.customer_id as string) = hints.owner_record_id
    where
        are_name_words(hints.first_word, hints.second_word, hints.third_word, accounts.first_key, accounts.last_key)
        or edit_distance(hints.email, customers.email) <= 2
),
known as (
    select shown.*
    from shown
    semi join identity.contacts as contacts on contacts.source = shown.source and contacts.record_id = shown.record_id
),
counted as (
    select
        known.*,
        count(*) over (partition by source, record_id, priority, owner_record_id) as orders,
        row_number() over (partition by source, record_id, priority, owner_record_id order by ordered_at nulls last, order_id nulls last) as order_rank
    from known
),
ranked as (
    select
        counted.*,
        row_number() over (
            partition by source, record_id
            order by priority nulls last, orders desc nulls last, ordered_at nulls last, owner_record_id nulls last) as owner_rank
    from counted
    where order_rank = 1
)
select
    contacts.source,
    contacts.record_id,
    first_holders.record_id as owner_record_id,
    'account' as rule,
    cast(null as string) as order_id,
    cast(null as timestamp) as known_at
from identity.account_values as first_holders
join identity.contacts as contacts
    on contacts.source = case first_holders.identifier_type when 'email' then 'emails' when 'phone' then 'phones' else 'loyalty_cards' end
    and contacts.record_id = first_holders.value
where first_holders.account_rank = 1
union all
select
    source,
    record_id,
    owner_record_id,
    rule,
    order_id,
    ordered_at as known_at
from ranked
where owner_rank = 1
