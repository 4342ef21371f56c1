/* kmen
description: One row a person and moment, for households that got a campaign before it. A campaign is known from its first day, with the day it will end.
grain: [person_id, as_of]
columns:
  person_id: The household as a person.
  as_of: The moment; nothing from then on is read.
  campaigns: Campaigns it got.
  campaigns_a: Those of type A.
  running_campaigns: Those that still run.
  running_days: Days until the last of them ends; 0 where none runs.
  running_a: Those of type A that still run.
  first_campaign_date: First day of the first.
  last_campaign_date: First day of the last.
tests:
  - not_null: [person_id, as_of, campaigns, last_campaign_date]
  - unique: [person_id, as_of]
  - expression: last_campaign_date < as_of
*/
select
    members.person_id,
    members.as_of,
    cast(count(*) as int) as campaigns,
    cast(count_if(sent.campaign_type = 'A') as int) as campaigns_a,
    cast(count_if(sent.end_date >= cast(members.as_of as date)) as int) as running_campaigns,
    cast(max(case when sent.end_date >= cast(members.as_of as date) then days_between(members.as_of, sent.end_date) + 1 else 0 end) as int) as running_days,
    cast(count_if(sent.campaign_type = 'A' and sent.end_date >= cast(members.as_of as date)) as int) as running_a,
    min(sent.start_date) as first_campaign_date,
    max(sent.start_date) as last_campaign_date
from identity.record_as_of as members
join marts.campaign_response as sent
    on sent.source = members.source and sent.record_id = members.record_id and sent.start_date < cast(members.as_of as date)
group by members.person_id, members.as_of
