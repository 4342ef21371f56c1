select id as person_id, name, "Born On" as "Born On", is_member, height, changed_at, city
from {{ ref('people') }}
