{% snapshot cities_history %}
{{ config(schema='snapshots', unique_key='city', strategy='check', check_cols=['zip'], hard_deletes='invalidate') }}
select * from {{ ref('cities') }}
{% endsnapshot %}
