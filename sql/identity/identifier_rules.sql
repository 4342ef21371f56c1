/* kmen
description: One row a type of identifier, with the order in which they are trusted and how many may share a value before it says nothing.
grain: identifier_type
columns:
  identifier_type: email, phone, loyalty_card or cookie.
  priority: 1 is trusted most; of two hints at an owner the more trusted one counts.
  max_records: Customer accounts that may hold the same value, or records that may use the same browser; above it the value joins nobody.
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
    ('cookie', 4, 6)
) as rules(identifier_type, priority, max_records)
