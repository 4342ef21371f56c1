{% set pages = ['pages'] %}
select visit_id, person_id, visited_at, {% for p in pages %}{{ p }}{% endfor %}
from {{ source('web', 'visits') }}
-- not a reference: "tiny"."main"."people"
where 'x' <> '"tiny"."main"."people"'
