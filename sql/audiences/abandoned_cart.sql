/* kmen
description: One row a person who left products in the cart one to three days ago and has not ordered since.
grain: person_id
purpose: personalisation
channel: email
columns:
  person_id: The person.
  reason: What was left, and when.
  cart_amount: List prices of what was left, CZK.
  last_product_name: The product that was put there last.
tests:
  - not_null: [person_id, reason]
  - unique: [person_id]
*/
select
    person_id,
    'Put ' || coalesce(last_product_name, 'a product')
    || case cart_products when 1 then '' when 2 then ' and another product' else ' and ' || cast(cart_products - 1 as string) || ' other products' end
    || ' into the cart on ' || cast(local_date(last_carted_at) as string)
    || ' (' || cast(cart_amount as string) || ' CZK) and has not ordered since.' as reason,
    cart_amount,
    last_product_name
from marts.features_cart
where cart_age_days between 1 and 3
