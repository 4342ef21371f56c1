/* kmen
description: One row a person and moment, for persons with a clean sale before it, with how much they bought and when.
grain: [person_id, as_of]
columns:
  person_id: The person.
  as_of: The moment; nothing from then on is read.
  invoices: Invoices.
  invoices_30d: Those of the last 30 days.
  invoices_90d: Those of the last 90 days.
  invoice_days: Days with an invoice.
  lines: Lines.
  items: Pieces.
  products: Different products, each counted on the day it was first bought.
  products_an_invoice: Different products an invoice.
  net_amount: Value of the sales, GBP.
  net_amount_30d: That of the last 30 days.
  net_amount_90d: That of the last 90 days.
  first_invoice_date: First day.
  last_invoice_date: Last day.
  last_invoiced_at: Last line.
tests:
  - not_null: [person_id, as_of, invoices, net_amount, last_invoiced_at]
  - unique: [person_id, as_of]
  - accepted_range: { column: invoices, min: 1 }
  - expression: last_invoiced_at < as_of
*/
with moments as (
    select as_of, cast(as_of as date) as as_of_date from marts.as_of group by as_of
),
days as (
    select
        members.person_id,
        members.as_of,
        days_between(facts.invoice_date, moments.as_of_date) as days_ago,
        facts.*
    from identity.record_as_of as members
    join moments on moments.as_of = members.as_of
    join marts.invoice_day as facts on facts.source = members.source and facts.record_id = members.record_id and facts.invoice_date < moments.as_of_date
)
select
    person_id,
    as_of,
    cast(sum(invoices) as int) as invoices,
    cast(sum(case when days_ago <= 30 then invoices else 0 end) as int) as invoices_30d,
    cast(sum(case when days_ago <= 90 then invoices else 0 end) as int) as invoices_90d,
    cast(count(*) as int) as invoice_days,
    cast(sum(lines) as int) as lines,
    cast(sum(items) as bigint) as items,
    cast(sum(new_products) as int) as products,
    round(cast(sum(products) as double) / nullif(sum(invoices), 0), 2) as products_an_invoice,
    cast(sum(net_amount) as decimal(18, 2)) as net_amount,
    cast(sum(case when days_ago <= 30 then net_amount else 0 end) as decimal(18, 2)) as net_amount_30d,
    cast(sum(case when days_ago <= 90 then net_amount else 0 end) as decimal(18, 2)) as net_amount_90d,
    min(invoice_date) as first_invoice_date,
    max(invoice_date) as last_invoice_date,
    max(last_invoiced_at) as last_invoiced_at
from days
group by person_id, as_of
