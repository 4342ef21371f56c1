/* kmen
description: One row a loyalty card that was handed out, typed.
grain: loyalty_card
materialized: incremental
tests:
  - not_null: [loyalty_card, customer_id, issued_at]
  - unique: [loyalty_card]
*/
with source as (
    select * from raw.loyalty_cards
)
select
    upper(loyalty_card) as loyalty_card,
    cast(customer_id as bigint) as customer_id,
    cast(issued_at as timestamp) as issued_at,
    trim(shop_town) as shop_town,
    lower(issue_place) as issue_place,
    cast(replace(welcome_bonus, ',', '.') as decimal(18, 2)) as welcome_bonus_amount
from source
