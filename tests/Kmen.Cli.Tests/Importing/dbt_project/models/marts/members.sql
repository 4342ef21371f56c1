{{ config(materialized='view') }}
select person_id, name, height::double as height from {{ ref('stg_people') }} where is_member
