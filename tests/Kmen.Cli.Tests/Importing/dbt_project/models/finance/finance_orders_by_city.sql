{{ config(alias='orders_by_city', contract={'enforced': true}) }}
select city, people::bigint as people from {{ ref('orders_by_city') }}
