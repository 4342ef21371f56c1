-- Functions that the two engines spell differently. spark.sql beside this file has the same names.

-- Whole days from a to b.
create or replace macro days_between(a, b) as date_diff('day', cast(a as date), cast(b as date));

-- Whether a code is that of goods; others are postage, discounts, fees, vouchers, samples and corrections by hand.
create or replace macro is_product_code(x) as regexp_matches(x, '^([0-9]{5}|DCGS)');
