/* kmen
description: No feature rests on a fact of its moment or later.
*/
select person_id, as_of, 'invoice' as fact from marts.features_purchases where last_invoiced_at >= as_of
union all
select person_id, as_of, 'cancellation' as fact from marts.features_cancellations where last_cancelled_date >= cast(as_of as date)
