{{ config(materialized='ephemeral') }}
select * from {{ ref('stg_visits') }} where person_id is not null
