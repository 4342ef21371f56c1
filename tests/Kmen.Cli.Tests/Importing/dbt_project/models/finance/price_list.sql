select product, price, valid_from from {{ ref('prices') }}
