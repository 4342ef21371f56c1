select v.person_id from {{ ref('visit_days') }} v
left join {{ ref('stg_people') }} p using (person_id)
where v.person_id is not null and p.person_id is null
