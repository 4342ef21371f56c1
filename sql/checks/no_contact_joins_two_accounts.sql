/* kmen
description: A contact belongs to one account or order at most, so a shared address or number joins nobody.
*/
select right_source as source, right_record_id as record_id, count(*) as edges
from identity.edges
where right_source in ('emails', 'phones', 'loyalty_cards')
group by right_source, right_record_id
having count(*) > 1
