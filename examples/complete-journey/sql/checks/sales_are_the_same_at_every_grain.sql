/* kmen
description: Lines, baskets and households add up to the same sales.
*/
with counts as (
    select
        (select coalesce(sum(sales_amount), 0) from marts.basket_lines) as lines_amount,
        (select coalesce(sum(sales_amount), 0) from marts.baskets) as baskets_amount,
        (select coalesce(sum(sales_amount), 0) from marts.person) as persons_amount
)
select lines_amount, baskets_amount, persons_amount
from counts
where lines_amount <> baskets_amount or baskets_amount <> persons_amount
