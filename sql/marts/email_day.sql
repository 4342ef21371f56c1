/* kmen
description: One row an e-mail address and day on which something became of an e-mail.
grain: [email, email_date]
materialized: incremental
event_time: email_date
columns:
  email: The address, normalised.
  email_date: The day in Prague.
  sent: E-mails sent.
  delivered: E-mails delivered.
  opened: Openings.
  clicked: Clicks.
  bounced: E-mails that came back.
  unsubscribed: Cancellations of the newsletter.
  first_event_at: First event of the day, UTC.
  last_event_at: Last event of the day, UTC.
tests:
  - not_null: [email, email_date, last_event_at]
  - unique: [email, email_date]
*/
select
    email,
    local_date(event_at) as email_date,
    cast(count_if(event_type = 'sent') as int) as sent,
    cast(count_if(event_type = 'delivered') as int) as delivered,
    cast(count_if(event_type = 'opened') as int) as opened,
    cast(count_if(event_type = 'clicked') as int) as clicked,
    cast(count_if(event_type = 'bounced') as int) as bounced,
    cast(count_if(event_type = 'unsubscribed') as int) as unsubscribed,
    min(event_at) as first_event_at,
    max(event_at) as last_event_at
from staging.stg_email_events
group by email, local_date(event_at)
having count(email) > 0
