/* kmen
description: One row a household that said something of itself; ranges also as the number they begin with.
grain: household_id
materialized: view
columns:
  household_id: The household.
  age_group: Age of who answered, as a range.
  age_from: Where that range begins, years.
  income_group: Income of a year, as a range.
  income_from: Where that range begins, thousands of USD.
  home_ownership: Homeowner, Renter or what is probable.
  marital_status: Married or Unmarried.
  household_comp: Adults and kids.
  household_size: Persons, 5 stands for 5 and more.
  kids: Kids, 3 stands for 3 and more.
tests:
  - not_null: [household_id, household_size, kids]
  - unique: [household_id]
  - accepted_values: { column: marital_status, values: [Married, Unmarried] }
  - accepted_range: { column: household_size, min: 1, max: 5 }
  - accepted_range: { column: kids, min: 0, max: 3 }
*/
with source as (
    select * from raw.demographics
)
select
    cast(household_id as bigint) as household_id,
    age as age_group,
    cast(left(age, 2) as int) as age_from,
    income as income_group,
    cast(case when income = 'Under 15K' then '0' when income = '250K+' then '250' else split_part(income, '-', 1) end as int) as income_from,
    home_ownership,
    marital_status,
    household_comp,
    cast(replace(household_size, '+', '') as int) as household_size,
    cast(replace(kids_count, '+', '') as int) as kids
from source
