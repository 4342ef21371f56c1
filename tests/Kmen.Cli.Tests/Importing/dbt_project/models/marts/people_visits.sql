{{ config(tags=['daily'], meta={'owner': 'ann', 'tier': 1}) }}
select p.person_id, p.name, p."Born On" as "Born ""On""", count(v.visit_id) as visits, coalesce(sum(v.pages), 0) as pages
from {{ ref('stg_people') }} p
left join {{ ref('known_visits') }} v using (person_id)
group by all
