{{ config(severity='warn') }}
select * from {{ ref('visit_days') }} where person_id is null
