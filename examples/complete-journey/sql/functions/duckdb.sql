-- Functions that the two engines spell differently. spark.sql beside this file has the same names.

-- Whole days from a to b.
create or replace macro days_between(a, b) as date_diff('day', cast(a as date), cast(b as date));
