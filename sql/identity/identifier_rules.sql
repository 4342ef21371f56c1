/* kmen
description: One row a type of identifier, with the order in which they are trusted and how many accounts may share a value before it says nothing.
grain: identifier_type
columns:
  identifier_type: email, phone, loyalty_card or cookie.
  priority: 1 is trusted most.
  max_records: Customer accounts that may hold the same value; above it the value joins nobody.
tests:
  - not_null: [identifier_type, priority, max_records]
  - unique: [identifier_type]
  - accepted_range: { column: max_records, min: 1 }
*/
select
    identifier_type,
    priority,
    max_records
from (values
    ('loyalty_card', 1, 3),
    ('email', 2, 4),
    ('phone', 3, 4),
    ('cookie', 4, 1)
) as rules(identifier_type, priority, max_records)
