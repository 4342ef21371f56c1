/* kmen
description: Redemptions loaded, facts, responses, coupons and campaigns add up to the same number.
*/
with counts as (
    select
        (select count(*) from raw.redemptions) as loaded,
        (select count(*) from marts.redemptions) as facts,
        (select coalesce(sum(redemptions), 0) from marts.campaign_response) as responses,
        (select coalesce(sum(redemptions), 0) from marts.coupons) as coupons,
        (select coalesce(sum(redemptions), 0) from marts.campaigns) as campaigns
)
select loaded, facts, responses, coupons, campaigns
from counts
where facts <> loaded or responses <> loaded or coupons <> loaded or campaigns <> loaded
