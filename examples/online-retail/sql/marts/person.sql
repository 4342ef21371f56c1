/* kmen
description: One row a person with all that the exports say of them.
grain: person_id
columns:
  person_id: The person.
  customer_id: Number of the customer.
  country: Country on the latest line.
  countries: Different countries on all lines.
  first_seen_at: First line of any kind.
  last_seen_at: Last line of any kind.
  invoices: Invoices with a clean sale.
  net_amount: Their value, GBP.
  cancelled_amount: "Value of cancelled goods, above 0, GBP."
tests:
  - not_null: [person_id, customer_id, country, first_seen_at, invoices, net_amount, cancelled_amount]
  - unique: [person_id]
  - unique: [customer_id]
*/
with lines as (
    select
        customer_id,
        country,
        invoiced_at,
        row_number() over (partition by customer_id order by invoiced_at desc nulls last, file_id desc nulls last, line_number desc nulls last) as line_rank
    from marts.invoice_lines
    where has_customer
),
customers as (
    select
        customer_id,
        max(case when line_rank = 1 then country end) as country,
        count(distinct country) as countries,
        min(invoiced_at) as first_seen_at,
        max(invoiced_at) as last_seen_at
    from lines
    group by customer_id
),
invoices as (
    select source, record_id, count(*) as invoices, sum(net_amount) as net_amount from marts.invoices group by source, record_id
),
cancellations as (
    select source, record_id, sum(cancelled_amount) as cancelled_amount from marts.cancellations group by source, record_id
)
select
    members.person_id,
    customers.customer_id,
    customers.country,
    cast(customers.countries as int) as countries,
    customers.first_seen_at,
    customers.last_seen_at,
    cast(coalesce(invoices.invoices, 0) as int) as invoices,
    cast(coalesce(invoices.net_amount, 0) as decimal(18, 2)) as net_amount,
    cast(coalesce(cancellations.cancelled_amount, 0) as decimal(18, 2)) as cancelled_amount
from identity.person_records as members
join customers on members.source = 'customers' and cast(customers.customer_id as string) = members.record_id
left join invoices on invoices.source = members.source and invoices.record_id = members.record_id
left join cancellations on cancellations.source = members.source and cancellations.record_id = members.record_id
