/* kmen
description: One row a person and moment, for households with a sampled basket before it.
grain: [person_id, as_of]
columns:
  person_id: The household as a person.
  as_of: The moment; nothing from then on is read.
  baskets: Baskets.
  baskets_60d: Those of the last 60 days.
  lines: Sampled lines.
  stores: Different shops.
  sales_amount: Sales of these lines, USD.
  average_line_amount: Sales a line, USD.
  private_brand_share: Share of lines of the grocer's own brand.
  coupon_line_share: Share of lines with a coupon.
  last_bought_at: Last basket.
tests:
  - not_null: [person_id, as_of, baskets, last_bought_at]
  - unique: [person_id, as_of]
  - expression: last_bought_at < as_of
*/
select
    members.person_id,
    members.as_of,
    cast(count(*) as int) as baskets,
    cast(count_if(days_between(baskets.bought_at, members.as_of) <= 60) as int) as baskets_60d,
    cast(sum(baskets.sampled_lines) as int) as lines,
    cast(count(distinct baskets.store_id) as int) as stores,
    cast(sum(baskets.sales_amount) as decimal(18, 2)) as sales_amount,
    round(cast(sum(baskets.sales_amount) as double) / nullif(sum(baskets.sampled_lines), 0), 2) as average_line_amount,
    round(cast(sum(baskets.private_brand_lines) as double) / nullif(sum(baskets.sampled_lines), 0), 4) as private_brand_share,
    round(cast(sum(baskets.coupon_lines) as double) / nullif(sum(baskets.sampled_lines), 0), 4) as coupon_line_share,
    max(baskets.bought_at) as last_bought_at
from identity.record_as_of as members
join marts.baskets as baskets
    on baskets.source = members.source and baskets.record_id = members.record_id and baskets.bought_at < members.as_of
group by members.person_id, members.as_of
