/* kmen
description: One row a person and moment, for persons who were on the e-shop or got an e-mail in the 90 days before it, with what they did there and with the e-mails.
grain: [person_id, as_of]
columns:
  person_id: The person.
  as_of: The moment; nothing from then on is read.
  web_days_30d: Days on the e-shop in the last 30 days.
  web_days_90d: Days on the e-shop in the last 90 days.
  views_7d: Products viewed in the last 7 days.
  views_30d: Products viewed in the last 30 days.
  views_90d: Products viewed in the last 90 days.
  carts_7d: Products put into the cart in the last 7 days.
  carts_30d: Products put into the cart in the last 30 days.
  carts_90d: Products put into the cart in the last 90 days.
  checkouts_30d: Checkouts begun in the last 30 days.
  searches_7d: Searches in the last 7 days.
  searches_30d: Searches in the last 30 days.
  searches_90d: Searches in the last 90 days.
  last_web_at: Last event on the e-shop in the last 90 days, UTC.
  emails_sent_90d: E-mails sent in the last 90 days.
  emails_opened_30d: Openings in the last 30 days.
  emails_opened_90d: Openings in the last 90 days.
  emails_clicked_30d: Clicks in the last 30 days.
  emails_clicked_90d: Clicks in the last 90 days.
  emails_bounced_90d: E-mails that came back in the last 90 days.
  last_email_at: Last opening or click in the last 90 days, by its day's last event, UTC.
tests:
  - not_null: [person_id, as_of]
  - unique: [person_id, as_of]
  - expression: last_web_at < as_of or last_web_at is null
  - expression: last_email_at < as_of or last_email_at is null
*/
with moments as (
    select as_of, local_date(as_of) as as_of_date from marts.as_of group by as_of
),
web_days as (
    select members.person_id, members.as_of, days_between(facts.web_date, moments.as_of_date) as days_ago, facts.*
    from marts.web_day as facts
    join moments on facts.web_date < moments.as_of_date and facts.web_date >= date_add(moments.as_of_date, -90)
    join identity.record_as_of as members on members.source = 'cookies' and members.record_id = facts.cookie_id and members.as_of = moments.as_of
),
web as (
    select
        person_id,
        as_of,
        count_if(days_ago <= 30) as web_days_30d,
        count(*) as web_days_90d,
        sum(case when days_ago <= 7 then views else 0 end) as views_7d,
        sum(case when days_ago <= 30 then views else 0 end) as views_30d,
        sum(views) as views_90d,
        sum(case when days_ago <= 7 then carts else 0 end) as carts_7d,
        sum(case when days_ago <= 30 then carts else 0 end) as carts_30d,
        sum(carts) as carts_90d,
        sum(case when days_ago <= 30 then checkouts else 0 end) as checkouts_30d,
        sum(case when days_ago <= 7 then searches else 0 end) as searches_7d,
        sum(case when days_ago <= 30 then searches else 0 end) as searches_30d,
        sum(searches) as searches_90d,
        max(last_event_at) as last_web_at
    from web_days
    group by person_id, as_of
),
email_days as (
    select members.person_id, members.as_of, days_between(facts.email_date, moments.as_of_date) as days_ago, facts.*
    from marts.email_day as facts
    join moments on facts.email_date < moments.as_of_date and facts.email_date >= date_add(moments.as_of_date, -90)
    join identity.record_as_of as members on members.source = 'emails' and members.record_id = facts.email and members.as_of = moments.as_of
),
email as (
    select
        person_id,
        as_of,
        sum(sent) as emails_sent_90d,
        sum(case when days_ago <= 30 then opened else 0 end) as emails_opened_30d,
        sum(opened) as emails_opened_90d,
        sum(case when days_ago <= 30 then clicked else 0 end) as emails_clicked_30d,
        sum(clicked) as emails_clicked_90d,
        sum(bounced) as emails_bounced_90d,
        max(case when opened + clicked > 0 then last_event_at end) as last_email_at
    from email_days
    group by person_id, as_of
)
select
    person_id,
    as_of,
    cast(coalesce(web_days_30d, 0) as int) as web_days_30d,
    cast(coalesce(web_days_90d, 0) as int) as web_days_90d,
    cast(coalesce(views_7d, 0) as int) as views_7d,
    cast(coalesce(views_30d, 0) as int) as views_30d,
    cast(coalesce(views_90d, 0) as int) as views_90d,
    cast(coalesce(carts_7d, 0) as int) as carts_7d,
    cast(coalesce(carts_30d, 0) as int) as carts_30d,
    cast(coalesce(carts_90d, 0) as int) as carts_90d,
    cast(coalesce(checkouts_30d, 0) as int) as checkouts_30d,
    cast(coalesce(searches_7d, 0) as int) as searches_7d,
    cast(coalesce(searches_30d, 0) as int) as searches_30d,
    cast(coalesce(searches_90d, 0) as int) as searches_90d,
    last_web_at,
    cast(coalesce(emails_sent_90d, 0) as int) as emails_sent_90d,
    cast(coalesce(emails_opened_30d, 0) as int) as emails_opened_30d,
    cast(coalesce(emails_opened_90d, 0) as int) as emails_opened_90d,
    cast(coalesce(emails_clicked_30d, 0) as int) as emails_clicked_30d,
    cast(coalesce(emails_clicked_90d, 0) as int) as emails_clicked_90d,
    cast(coalesce(emails_bounced_90d, 0) as int) as emails_bounced_90d,
    last_email_at
from web
full join email using (person_id, as_of)
