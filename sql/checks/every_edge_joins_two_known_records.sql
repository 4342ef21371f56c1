/* kmen
description: Both ends of every edge are records, and no edge joins a record to itself.
*/
with ends as (
    select left_source as source, left_record_id as record_id, rule from identity.edges
    union all
    select right_source as source, right_record_id as record_id, rule from identity.edges
)
select ends.source, ends.record_id, ends.rule
from ends
anti join identity.records as records on records.source = ends.source and records.record_id = ends.record_id
union all
select left_source as source, left_record_id as record_id, rule
from identity.edges
where left_source = right_source and left_record_id = right_record_id
