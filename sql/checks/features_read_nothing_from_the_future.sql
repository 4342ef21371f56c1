/* kmen
description: No feature rests on a fact of its moment or later.
*/
select person_id, as_of, 'order' as fact, last_ordered_at as happened_at from marts.features_transactions where last_ordered_at >= as_of
union all
select person_id, as_of, 'web' as fact, last_web_at as happened_at from marts.features_engagement where last_web_at >= as_of
union all
select person_id, as_of, 'cart' as fact, last_carted_at as happened_at from marts.features_cart where last_carted_at >= as_of
union all
select person_id, as_of, 'account' as fact, registered_at as happened_at from marts.features_demography where registered_at >= as_of
