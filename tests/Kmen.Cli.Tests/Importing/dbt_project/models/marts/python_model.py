def model(dbt, session):
    dbt.config(materialized="table", enabled=True)
    return dbt.ref("stg_people")
