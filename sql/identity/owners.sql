/* kmen
description: One row a contact that belongs to an account. Each has one owner at most, so a contact never joins two accounts; a household's shared address is the one's who had it first.
grain: [source, record_id]
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
with accounts as (
    select
        case identifier_type when 'email' then 'emails' when 'phone' then 'phones' else 'loyalty_cards' end as source,
        value as record_id,
        record_id as owner_record_id,
        accounts
    from identity.account_values
    where account_rank = 1
),
orders as (
    select * from staging.stg_orders
),
shown as (
    select 'emails' as source, email as record_id, cast(customer_id as string) as owner_record_id, 2 as priority, 'order_from_account' as rule, ordered_at, order_id
    from orders
    where customer_id is not null and email is not null
    union all
    select 'loyalty_cards' as source, loyalty_card as record_id, cast(customer_id as string) as owner_record_id, 2 as priority, 'order_from_account' as rule, ordered_at, order_id
    from orders
    where customer_id is not null and loyalty_card is not null
    union all
    select 'emails' as source, orders.email as record_id, accounts.owner_record_id, 3 as priority, 'order_with_card' as rule, ordered_at, order_id
    from orders
    join accounts on accounts.source = 'loyalty_cards' and accounts.record_id = orders.loyalty_card
    where orders.customer_id is null and orders.email is not null
    union all
    select 'emails' as source, orders.email as record_id, accounts.owner_record_id, 4 as priority, 'order_with_phone' as rule, ordered_at, order_id
    from orders
    join accounts on accounts.source = 'phones' and accounts.record_id = orders.phone and accounts.accounts = 1
    where orders.customer_id is null and orders.email is not null
),
unheld as (
    select shown.*
    from shown
    join identity.contacts as contacts on contacts.source = shown.source and contacts.record_id = shown.record_id
    anti join accounts on accounts.source = shown.source and accounts.record_id = shown.record_id
),
counted as (
    select
        unheld.*,
        count(*) over (partition by source, record_id, priority, owner_record_id) as orders,
        row_number() over (partition by source, record_id, priority, owner_record_id order by ordered_at nulls last, order_id nulls last) as order_rank
    from unheld
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
    accounts.source,
    accounts.record_id,
    accounts.owner_record_id,
    'account' as rule,
    cast(null as string) as order_id,
    cast(null as timestamp) as known_at
from accounts
join identity.contacts as contacts on contacts.source = accounts.source and contacts.record_id = accounts.record_id
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
