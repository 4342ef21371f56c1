/* kmen
description: One row a person and moment with every feature as a number, for models to learn from. A count of nothing is 0; what is not known is null.
grain: [person_id, as_of]
columns:
  person_id: The person.
  as_of: The moment; nothing from then on is read.
  recency_days: Days since the last order; for who never ordered, since anything of the person was known first.
  orders: Completed orders.
  orders_30d: Those of the last 30 days.
  orders_90d: Those of the last 90 days.
  orders_365d: Those of the last 365 days.
  web_orders: Those of the e-shop.
  order_days: Days with an order.
  items: Pieces bought.
  products: Products that were new to the record when they were bought.
  net_amount: Lines after discounts, CZK.
  net_amount_90d: That of the last 90 days.
  net_amount_365d: That of the last 365 days.
  average_order_amount: Net amount an order, CZK.
  average_order_items: Pieces an order.
  discount_share: Share of discounts in the amount before them.
  days_since_first_order: Days since the first order.
  days_since_last_order: Days since the last order.
  average_days_between_orders: Days from the first to the last order, a gap.
  r_score: Fifth by recency, 5 for the latest.
  f_score: Fifth by frequency, 5 for the most.
  m_score: Fifth by monetary value, 5 for the highest.
  tenure_days: Days since anything of the person was known first.
  days_registered: Days since the first account was opened.
  accounts: Accounts.
  age_years: Whole years of age.
  is_female: 1 for a woman, 0 for a man.
  region_code: First digit of the postcode, which is the part of the country.
  has_phone: 1 where an account holds a phone number.
  has_loyalty_card: 1 where an account holds a loyalty card.
  web_days_30d: Days on the e-shop in the last 30 days.
  web_days_90d: Days on the e-shop in the last 90 days.
  views_7d: Products viewed in the last 7 days.
  views_30d: Products viewed in the last 30 days.
  views_90d: Products viewed in the last 90 days.
  carts_7d: Products put into the cart in the last 7 days.
  carts_30d: Products put into the cart in the last 30 days.
  carts_90d: Products put into the cart in the last 90 days.
  checkouts_30d: Checkouts begun in the last 30 days.
  searches_7d: Searches in the last 7 days.
  searches_30d: Searches in the last 30 days.
  searches_90d: Searches in the last 90 days.
  days_since_web: Days since the last event on the e-shop, if in the last 90 days.
  cart_products: Products in an abandoned cart.
  cart_amount: Their list prices, CZK.
  emails_sent_90d: E-mails sent in the last 90 days.
  emails_opened_30d: Openings in the last 30 days.
  emails_opened_90d: Openings in the last 90 days.
  emails_clicked_30d: Clicks in the last 30 days.
  emails_clicked_90d: Clicks in the last 90 days.
  emails_bounced_90d: E-mails that came back in the last 90 days.
  days_since_email: Days since the last opening or click, if in the last 90 days.
tests:
  - not_null: [person_id, as_of, recency_days, orders, tenure_days]
  - unique: [person_id, as_of]
  - accepted_range: { column: recency_days, min: 0 }
*/
select
    relationship.person_id,
    relationship.as_of,
    coalesce(relationship.days_since_last_order, relationship.tenure_days) as recency_days,
    coalesce(transactions.orders, 0) as orders,
    coalesce(transactions.orders_30d, 0) as orders_30d,
    coalesce(transactions.orders_90d, 0) as orders_90d,
    coalesce(transactions.orders_365d, 0) as orders_365d,
    coalesce(transactions.web_orders, 0) as web_orders,
    coalesce(transactions.order_days, 0) as order_days,
    coalesce(transactions.items, 0) as items,
    coalesce(transactions.products, 0) as products,
    cast(coalesce(transactions.net_amount, 0) as double) as net_amount,
    cast(coalesce(transactions.net_amount_90d, 0) as double) as net_amount_90d,
    cast(coalesce(transactions.net_amount_365d, 0) as double) as net_amount_365d,
    transactions.average_order_amount,
    transactions.average_order_items,
    transactions.discount_share,
    relationship.days_since_first_order,
    relationship.days_since_last_order,
    relationship.average_days_between_orders,
    rfm.r_score,
    rfm.f_score,
    rfm.m_score,
    relationship.tenure_days,
    relationship.days_registered,
    coalesce(demography.accounts, 0) as accounts,
    demography.age_years,
    demography.is_female,
    demography.region_code,
    coalesce(demography.has_phone, 0) as has_phone,
    coalesce(demography.has_loyalty_card, 0) as has_loyalty_card,
    coalesce(engagement.web_days_30d, 0) as web_days_30d,
    coalesce(engagement.web_days_90d, 0) as web_days_90d,
    coalesce(engagement.views_7d, 0) as views_7d,
    coalesce(engagement.views_30d, 0) as views_30d,
    coalesce(engagement.views_90d, 0) as views_90d,
    coalesce(engagement.carts_7d, 0) as carts_7d,
    coalesce(engagement.carts_30d, 0) as carts_30d,
    coalesce(engagement.carts_90d, 0) as carts_90d,
    coalesce(engagement.checkouts_30d, 0) as checkouts_30d,
    coalesce(engagement.searches_7d, 0) as searches_7d,
    coalesce(engagement.searches_30d, 0) as searches_30d,
    coalesce(engagement.searches_90d, 0) as searches_90d,
    cast(days_between(local_date(engagement.last_web_at), local_date(relationship.as_of)) as int) as days_since_web,
    coalesce(cart.cart_products, 0) as cart_products,
    cast(coalesce(cart.cart_amount, 0) as double) as cart_amount,
    coalesce(engagement.emails_sent_90d, 0) as emails_sent_90d,
    coalesce(engagement.emails_opened_30d, 0) as emails_opened_30d,
    coalesce(engagement.emails_opened_90d, 0) as emails_opened_90d,
    coalesce(engagement.emails_clicked_30d, 0) as emails_clicked_30d,
    coalesce(engagement.emails_clicked_90d, 0) as emails_clicked_90d,
    coalesce(engagement.emails_bounced_90d, 0) as emails_bounced_90d,
    cast(days_between(local_date(engagement.last_email_at), local_date(relationship.as_of)) as int) as days_since_email
from marts.features_relationship as relationship
left join marts.features_transactions as transactions
    on transactions.person_id = relationship.person_id and transactions.as_of = relationship.as_of
left join marts.features_rfm as rfm on rfm.person_id = relationship.person_id and rfm.as_of = relationship.as_of
left join marts.features_demography as demography on demography.person_id = relationship.person_id and demography.as_of = relationship.as_of
left join marts.features_engagement as engagement on engagement.person_id = relationship.person_id and engagement.as_of = relationship.as_of
left join marts.features_cart as cart on cart.person_id = relationship.person_id and cart.as_of = relationship.as_of
