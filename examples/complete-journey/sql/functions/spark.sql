-- The functions of duckdb.sql for Spark; what each is for stands there.

create or replace temporary function days_between(a timestamp, b timestamp) returns int
    return datediff(cast(b as date), cast(a as date));
