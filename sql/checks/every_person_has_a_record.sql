/* kmen
description: Every person of the golden records stands for a record, and every person with a record has a golden record.
*/
with members as (
    select person_id from identity.person_records group by person_id
)
select coalesce(persons.person_id, members.person_id) as person_id, persons.person_id is not null as is_golden, members.person_id is not null as has_record
from marts.person as persons
full join members on members.person_id = persons.person_id
where persons.person_id is null or members.person_id is null
