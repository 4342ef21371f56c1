/* kmen
description: Every record belongs to exactly one person.
*/
with members as (
    select source, record_id, count(*) as persons from identity.person_records group by source, record_id
)
select coalesce(records.source, members.source) as source, coalesce(records.record_id, members.record_id) as record_id, members.persons, records.record_id is not null as is_known
from identity.records as records
full join members on members.source = records.source and members.record_id = records.record_id
where members.persons is distinct from 1 or records.record_id is null
