/* kmen
description: Lines, invoices and days add up to the same revenue.
*/
with lines as (
    select coalesce(sum(line_amount), 0) as net_amount from marts.invoice_lines where is_clean_sale
),
invoices as (
    select coalesce(sum(net_amount), 0) as net_amount from marts.invoices
),
days as (
    select coalesce(sum(net_amount), 0) as net_amount from marts.invoice_day
)
select lines.net_amount as lines_net_amount, invoices.net_amount as invoices_net_amount, days.net_amount as days_net_amount
from lines
cross join invoices
cross join days
where lines.net_amount <> invoices.net_amount or invoices.net_amount <> days.net_amount
