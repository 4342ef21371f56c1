{{ config(materialized='incremental', unique_key='visit_id') }}
select visit_id, person_id, visited_at::date as visit_date, pages
from {{ ref('stg_visits') }}
{% if is_incremental() %}
where visited_at > (select max(visit_date) from {{ this }})
{% endif %}
