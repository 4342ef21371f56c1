/* kmen
description: The facts are as many lines as were loaded.
*/
with loaded as (
    select count(*) as lines from raw.invoice_lines
),
facts as (
    select count(*) as lines from marts.invoice_lines
)
select loaded.lines as loaded_lines, facts.lines as fact_lines
from loaded
cross join facts
where loaded.lines <> facts.lines
