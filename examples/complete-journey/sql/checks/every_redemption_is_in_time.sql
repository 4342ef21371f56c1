/* kmen
description: No coupon was redeemed outside its campaign's time, or by a household that did not get the campaign.
*/
select redemptions.file_id, redemptions.line_number
from marts.redemptions as redemptions
left join marts.campaign_response as sent
    on sent.campaign_id = redemptions.campaign_id and sent.source = redemptions.source and sent.record_id = redemptions.record_id
where sent.record_id is null or redemptions.redemption_date < sent.start_date or redemptions.redemption_date > sent.end_date
