/* kmen
description: A browser belongs to one record at most, so a shared computer joins nobody.
*/
select right_record_id as cookie_id, count(*) as edges
from identity.edges
where right_source = 'cookies'
group by right_record_id
having count(*) > 1
