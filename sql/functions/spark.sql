-- The functions of duckdb.sql for Spark; what each is for stands there.

create or replace temporary function plain_text(x string) returns string
    return nullif(translate(lower(trim(x)), 'áäąâăčćçďđéěëęíîľĺłňńóöôőřŕšśşťţúůüűýžźż', 'aaaaacccddeeeeiilllnnoooorrsssttuuuuyzzz'), '');

create or replace temporary function edit_distance(a string, b string) returns int
    return levenshtein(a, b);

create or replace temporary function is_email(x string) returns boolean
    return regexp_like(x, '^[^@ ,;]+@[^@ ,;]+[.][a-z]{2,}$');

create or replace temporary function normal_email(x string) returns string
    return case when is_email(lower(x)) then lower(x) when is_email(lower(trim(x))) then lower(trim(x)) end;

create or replace temporary function international_phone(x string) returns string
    return case
        when x like '00%' then '+' || substr(x, 3)
        when length(x) = 9 and x not like '+%' then '+420' || x
        when length(x) = 12 and x like '420%' then '+' || x
        else x
    end;

create or replace temporary function normal_phone(x string) returns string
    return case
        when regexp_like(
            international_phone(regexp_replace(x, '[^0-9+]', '')), '^([+]420[2-79][0-9]{8}|[+](42[^0]|4[^2]|[1-35-9])[0-9]{5,12})$')
            then international_phone(regexp_replace(x, '[^0-9+]', ''))
    end;

create or replace temporary function days_between(a timestamp, b timestamp) returns int
    return datediff(b, a);

create or replace temporary function is_summer_evening(x timestamp) returns boolean
    return month(x) between 4 and 9
    or (month(x) = 3 and day(x) - (weekday(x) + 1) % 7 >= 25)
    or (month(x) = 10 and day(x) - (weekday(x) + 1) % 7 < 25);

create or replace temporary function local_date(x timestamp) returns date
    return case when hour(x) = 23 or (hour(x) = 22 and is_summer_evening(x)) then date_add(cast(x as date), 1) else cast(x as date) end;

create or replace temporary function order_source(customer_id bigint, email string, loyalty_card string, phone string, cookie_id string)
    returns string
    return case
        when customer_id is not null then 'customers'
        when email is not null then 'emails'
        when loyalty_card is not null then 'loyalty_cards'
        when phone is not null then 'phones'
        when cookie_id is not null then 'cookies'
    end;

create or replace temporary function order_record_id(customer_id bigint, email string, loyalty_card string, phone string, cookie_id string)
    returns string
    return coalesce(cast(customer_id as string), email, loyalty_card, phone, cookie_id);

create or replace temporary function is_same_name(a string, b string) returns boolean
    return a = b
    or (edit_distance(a, b) = 2 and length(a) = length(b) and translate(a, b, '') = '' and translate(b, a, '') = '')
    or (edit_distance(a, b) = 1 and least(length(a), length(b)) >= 6 and right(a, 1) = right(b, 1));

create or replace temporary function email_word(email string, place int) returns string
    return split_part(translate(regexp_replace(split_part(email, '@', 1), '[0-9]', ''), '_-+', '...'), '.', place);

create or replace temporary function is_name_word(word string, first_key string, last_key string) returns boolean
    return word in (
        first_key, last_key, left(first_key, 1), left(last_key, 1),
        first_key || last_key, last_key || first_key, left(first_key, 1) || last_key, last_key || left(first_key, 1));

create or replace temporary function are_name_words(
    first_word string, second_word string, third_word string, first_key string, last_key string) returns boolean
    return length(first_word) > 0
    and is_name_word(first_word, first_key, last_key)
    and (second_word = '' or is_name_word(second_word, first_key, last_key))
    and third_word = '';

create or replace temporary function is_date_slip(a date, b date) returns boolean
    return (case when year(a) = year(b) then 1 else 0 end
    + case when month(a) = month(b) then 1 else 0 end
    + case when day(a) = day(b) then 1 else 0 end) = 2;

create or replace temporary function rounded_ratio(a double, b double, scale int) returns double
    return floor(a * scale / nullif(b, 0) + 0.5) / scale;

create or replace temporary function json_text(x string, path string) returns string return get_json_object(x, path);
