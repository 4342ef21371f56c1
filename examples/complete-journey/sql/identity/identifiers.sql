/* kmen
description: One row a record and value by which it can be found. Nobody can be reached by a household's number, so no channel could be served from here.
grain: [source, record_id, identifier_type]
columns:
  source: households.
  record_id: The record.
  identifier_type: household_number.
  value: The number.
tests:
  - not_null: [source, record_id, identifier_type, value]
  - unique: [source, record_id, identifier_type]
*/
select
    source,
    record_id,
    'household_number' as identifier_type,
    record_id as value
from identity.records
