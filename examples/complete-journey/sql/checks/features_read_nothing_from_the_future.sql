/* kmen
description: No feature rests on a fact of its moment or later.
*/
select person_id, as_of, 'basket' as fact from marts.features_shopping where last_bought_at >= as_of
union all
select person_id, as_of, 'campaign' as fact from marts.features_campaigns where last_campaign_date >= cast(as_of as date)
union all
select person_id, as_of, 'redemption' as fact from marts.features_redemptions where last_redemption_date >= cast(as_of as date)
