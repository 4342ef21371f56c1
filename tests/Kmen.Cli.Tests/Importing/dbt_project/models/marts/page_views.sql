-- columns qualified by the table's own name
select visits_1.visit_id, visits_1.pages from {{ source('web', 'visits') }} order by visits_1.visit_id
