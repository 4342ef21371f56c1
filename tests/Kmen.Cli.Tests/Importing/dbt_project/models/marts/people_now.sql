select person_id, city, dbt_valid_from from {{ ref('people_history') }} where dbt_valid_to is null
