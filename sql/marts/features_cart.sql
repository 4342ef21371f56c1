/* kmen
description: One row a person and moment, for persons who put something into a cart in the 14 days before it and have not ordered since.
grain: [person_id, as_of]
columns:
  person_id: The person.
  as_of: The moment; nothing from then on is read.
  last_carted_at: When something was put into the cart last, UTC.
  cart_age_days: Days since then.
  cart_products: Products in the cart.
  cart_amount: Their list prices of today, a piece each, CZK.
  last_product_id: The product that was put there last.
  last_product_name: Its name.
tests:
  - not_null: [person_id, as_of, last_carted_at, cart_products]
  - unique: [person_id, as_of]
  - accepted_range: { column: cart_products, min: 1 }
  - expression: last_carted_at < as_of
*/
with moments as (
    select as_of, local_date(as_of) as as_of_date from marts.as_of group by as_of
),
carted as (
    select members.person_id, members.as_of, facts.product_id, max(facts.last_carted_at) as last_carted_at
    from marts.cart_day as facts
    join moments on facts.cart_date < moments.as_of_date and facts.cart_date >= date_add(moments.as_of_date, -14)
    join identity.record_as_of as members on members.source = 'cookies' and members.record_id = facts.cookie_id and members.as_of = moments.as_of
    group by members.person_id, members.as_of, facts.product_id
),
ranked as (
    select
        carted.*,
        products.product_name,
        products.unit_price,
        row_number() over (partition by carted.person_id, carted.as_of order by carted.last_carted_at desc nulls last, carted.product_id nulls last) as product_rank
    from carted
    left join marts.features_transactions as transactions on transactions.person_id = carted.person_id and transactions.as_of = carted.as_of
    left join marts.products as products on products.product_id = carted.product_id
    where transactions.last_ordered_at is null or transactions.last_ordered_at < carted.last_carted_at
)
select
    person_id,
    as_of,
    max(last_carted_at) as last_carted_at,
    cast(days_between(local_date(max(last_carted_at)), local_date(as_of)) as int) as cart_age_days,
    cast(count(*) as int) as cart_products,
    cast(round(coalesce(sum(unit_price), 0), 2) as decimal(18, 2)) as cart_amount,
    max(case when product_rank = 1 then product_id end) as last_product_id,
    max(case when product_rank = 1 then product_name end) as last_product_name
from ranked
group by person_id, as_of
