/* kmen
description: One row a household with kids that bought in the last 60 days and never got a campaign.
grain: person_id
purpose: analysis
columns:
  person_id: The household as a person.
  reason: Who they are, and how much they buy.
tests:
  - not_null: [person_id, reason]
  - unique: [person_id]
*/
select
    persons.person_id,
    persons.household_comp || ', ' || cast(shopping.baskets_60d as string) || case shopping.baskets_60d when 1 then ' basket' else ' baskets' end
    || ' of the sample in the last 60 days, and no campaign so far.' as reason
from marts.person as persons
join marts.features_shopping as shopping on shopping.person_id = persons.person_id
where persons.kids > 0 and persons.campaigns = 0 and shopping.baskets_60d > 0
