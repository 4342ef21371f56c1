/* kmen
description: Every household of every export is exactly one person.
*/
with households as (
    select household_id from staging.stg_transactions
    union
    select household_id from staging.stg_recipients
    union
    select household_id from staging.stg_redemptions
    union
    select household_id from staging.stg_demographics
)
select households.household_id, persons.person_id
from households
full join marts.person as persons on persons.household_id = households.household_id
where households.household_id is null or persons.person_id is null
