/* kmen
description: One row a person and moment, for persons with a clean sale before it, with every feature as a number for models to learn from.
grain: [person_id, as_of]
columns:
  person_id: The person.
  as_of: The moment; nothing from then on is read.
  recency_days: Days since the last invoice.
  invoices: Invoices.
  invoices_30d: Those of the last 30 days.
  invoices_90d: Those of the last 90 days.
  invoice_days: Days with an invoice.
  days_since_first_invoice: Days since the first invoice.
  average_gap_days: Days from the first to the last invoice, a gap; null after a single day.
  overdue: Recency in average gaps; above 1 the next invoice is late. Null after a single day.
  items: Pieces.
  products: Different products.
  products_an_invoice: Different products an invoice.
  net_amount: Value of the sales, GBP.
  net_amount_30d: That of the last 30 days.
  net_amount_90d: That of the last 90 days.
  average_invoice_amount: Value an invoice, GBP.
  average_item_price: Value a piece, GBP.
  cancelled_days: Days with cancelled goods.
  cancelled_share: Their value as a share of the sales; above 1 where goods came back that were sold before the exports begin.
  days_since_cancelled: Days since goods were cancelled last.
tests:
  - not_null: [person_id, as_of, recency_days, invoices, net_amount]
  - unique: [person_id, as_of]
  - accepted_range: { column: recency_days, min: 1 }
*/
with facts as (
    select
        purchases.*,
        days_between(purchases.last_invoice_date, purchases.as_of) as recency_days,
        days_between(purchases.first_invoice_date, purchases.as_of) as days_since_first_invoice,
        cast(days_between(purchases.first_invoice_date, purchases.last_invoice_date) as double) / nullif(purchases.invoice_days - 1, 0) as gap_days,
        cancellations.cancelled_days,
        cancellations.cancelled_amount,
        cancellations.last_cancelled_date
    from marts.features_purchases as purchases
    left join marts.features_cancellations as cancellations
        on cancellations.person_id = purchases.person_id and cancellations.as_of = purchases.as_of
)
select
    person_id,
    as_of,
    cast(recency_days as int) as recency_days,
    invoices,
    invoices_30d,
    invoices_90d,
    invoice_days,
    cast(days_since_first_invoice as int) as days_since_first_invoice,
    round(gap_days, 1) as average_gap_days,
    round(cast(recency_days as double) / nullif(gap_days, 0), 2) as overdue,
    items,
    products,
    products_an_invoice,
    cast(net_amount as double) as net_amount,
    cast(net_amount_30d as double) as net_amount_30d,
    cast(net_amount_90d as double) as net_amount_90d,
    round(cast(net_amount as double) / nullif(invoices, 0), 2) as average_invoice_amount,
    round(cast(net_amount as double) / nullif(items, 0), 4) as average_item_price,
    coalesce(cancelled_days, 0) as cancelled_days,
    round(cast(coalesce(cancelled_amount, 0) as double) / nullif(cast(net_amount as double), 0), 4) as cancelled_share,
    cast(days_between(last_cancelled_date, as_of) as int) as days_since_cancelled
from facts
