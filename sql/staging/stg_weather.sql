/* kmen
description: One row a district and day, typed.
grain: [district, weather_date]
tests:
  - not_null: [district, weather_date, rain_mm, temperature]
  - unique: [district, weather_date]
  - accepted_range: { column: rain_mm, min: 0 }
*/
with source as (
    select * from raw.weather
)
select
    trim(district) as district,
    cast(weather_day as date) as weather_date,
    cast(replace(rain_mm, ',', '.') as decimal(6, 1)) as rain_mm,
    cast(replace(temperature, ',', '.') as decimal(6, 1)) as temperature
from source
