select city, zip, count(person_id) as people
from {{ ref('cities') }} left join {{ ref('stg_people') }} using (city)
group by all
