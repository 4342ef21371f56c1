/* kmen
description: One row a person, which here is a household, with what it said of itself and what it did.
grain: person_id
columns:
  person_id: The household as a person.
  household_id: Its number.
  has_demographics: Whether it said something of itself.
  age_group: Age of who answered, as a range.
  income_group: Income of a year, as a range.
  home_ownership: Homeowner, Renter or what is probable.
  marital_status: Married or Unmarried.
  household_comp: Adults and kids.
  household_size: Persons, 5 stands for 5 and more.
  kids: Kids, 3 stands for 3 and more.
  first_seen_at: The first basket, campaign or redemption.
  baskets: Baskets in the sample.
  sales_amount: Sales of their sampled lines, USD.
  campaigns: Campaigns it got.
  redemptions: Coupons it redeemed.
tests:
  - not_null: [person_id, household_id, has_demographics, first_seen_at, baskets, campaigns, redemptions]
  - unique: [person_id]
  - unique: [household_id]
*/
with bought as (
    select source, record_id, count(*) as baskets, sum(sales_amount) as sales_amount from marts.baskets group by source, record_id
),
answered as (
    select source, record_id, count(*) as campaigns, sum(redemptions) as redemptions from marts.campaign_response group by source, record_id
)
select
    members.person_id,
    cast(members.record_id as bigint) as household_id,
    demographics.household_id is not null as has_demographics,
    demographics.age_group,
    demographics.income_group,
    demographics.home_ownership,
    demographics.marital_status,
    demographics.household_comp,
    demographics.household_size,
    demographics.kids,
    members.first_seen_at,
    cast(coalesce(bought.baskets, 0) as int) as baskets,
    cast(coalesce(bought.sales_amount, 0) as decimal(18, 2)) as sales_amount,
    cast(coalesce(answered.campaigns, 0) as int) as campaigns,
    cast(coalesce(answered.redemptions, 0) as int) as redemptions
from identity.person_records as members
left join staging.stg_demographics as demographics on cast(demographics.household_id as string) = members.record_id
left join bought on bought.source = members.source and bought.record_id = members.record_id
left join answered on answered.source = members.source and answered.record_id = members.record_id
