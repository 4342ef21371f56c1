/* kmen
description: One row a person and moment, for households that redeemed a coupon before it.
grain: [person_id, as_of]
columns:
  person_id: The household as a person.
  as_of: The moment; nothing from then on is read.
  redemptions: Coupons redeemed.
  redemptions_60d: Those of the last 60 days.
  campaigns_redeemed: Campaigns out of which one was redeemed.
  last_redemption_date: Last day of that.
tests:
  - not_null: [person_id, as_of, redemptions, last_redemption_date]
  - unique: [person_id, as_of]
  - expression: last_redemption_date < as_of
*/
select
    members.person_id,
    members.as_of,
    cast(count(*) as int) as redemptions,
    cast(count_if(days_between(facts.redemption_date, members.as_of) <= 60) as int) as redemptions_60d,
    cast(count(distinct facts.campaign_id) as int) as campaigns_redeemed,
    max(facts.redemption_date) as last_redemption_date
from identity.record_as_of as members
join marts.redemptions as facts
    on facts.source = members.source and facts.record_id = members.record_id and facts.redemption_date < cast(members.as_of as date)
group by members.person_id, members.as_of
