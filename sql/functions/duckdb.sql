-- Functions that the two engines spell differently, or that must be written once. spark.sql beside this file has the same names.

-- Lower case, no accents, trimmed: for comparing names, never for showing them.
create or replace macro plain_text(x) as nullif(lower(strip_accents(trim(x))), '');

-- Edits between two texts without accents.
create or replace macro edit_distance(a, b) as levenshtein(a, b);

-- Whether a text in lower case can be an e-mail address.
create or replace macro is_email(x) as regexp_matches(x, '^[^@ ,;]+@[^@ ,;]+[.][a-z]{2,}$');

-- An e-mail address as it is compared: trimmed, lower case; null where it cannot be one. Trimmed only where that helps, because trimming costs most.
create or replace macro normal_email(x) as
    case when is_email(lower(x)) then lower(x) when is_email(lower(trim(x))) then lower(trim(x)) end;

-- Digits and plus of a phone number with its country: 00420… and 420… become +420…, nine digits are Czech.
create or replace macro international_phone(x) as
    case
        when x like '00%' then '+' || substr(x, 3)
        when length(x) = 9 and x not like '+%' then '+420' || x
        when length(x) = 12 and x like '420%' then '+' || x
        else x
    end;

-- A phone number as E.164 text, such as +420603123456; null where it cannot be one.
create or replace macro normal_phone(x) as
    case
        when regexp_matches(
            international_phone(regexp_replace(x, '[^0-9+]', '', 'g')), '^([+]420[2-79][0-9]{8}|[+](42[^0]|4[^2]|[1-35-9])[0-9]{5,12})$')
            then international_phone(regexp_replace(x, '[^0-9+]', '', 'g'))
    end;

-- Whole days from a to b.
create or replace macro days_between(a, b) as date_diff('day', cast(a as date), cast(b as date));

-- Whether a UTC moment from 22:00 on lies in Prague's summer time: from the last Sunday of March to the last Sunday of October.
create or replace macro is_summer_evening(x) as
    month(x) between 4 and 9
    or (month(x) = 3 and day(x) - isodow(x) % 7 >= 25)
    or (month(x) = 10 and day(x) - isodow(x) % 7 < 25);

-- The day in Prague of a UTC moment. Arithmetic, because the engine's own conversion takes thirty times as long.
create or replace macro local_date(x) as
    case when hour(x) = 23 or (hour(x) = 22 and is_summer_evening(x)) then cast(x as date) + 1 else cast(x as date) end;

-- The record that an order is a fact of: the account, or without one what the buyer left; null where nothing was left.
create or replace macro order_source(customer_id, email, loyalty_card, phone, cookie_id) as
    case
        when customer_id is not null then 'customers'
        when email is not null then 'emails'
        when loyalty_card is not null then 'loyalty_cards'
        when phone is not null then 'phones'
        when cookie_id is not null then 'cookies'
    end;

-- The id of that record.
create or replace macro order_record_id(customer_id, email, loyalty_card, phone, cookie_id) as
    coalesce(cast(customer_id as string), email, loyalty_card, phone, cookie_id);

-- Whether two names that went through plain_text are the same but for a slip: two letters changed about, or in a long name one letter.
-- Short names that differ by a letter (Jana and Hana, Petr and Petra) are different people.
create or replace macro is_same_name(a, b) as
    a = b
    or (edit_distance(a, b) = 2 and length(a) = length(b) and translate(a, b, '') = '' and translate(b, a, '') = '')
    or (edit_distance(a, b) = 1 and least(length(a), length(b)) >= 6 and right(a, 1) = right(b, 1));

-- The words of an e-mail address before the @, one by place: jan.novak82@… has jan and novak.
create or replace macro email_word(email, place) as
    split_part(translate(regexp_replace(split_part(email, '@', 1), '[0-9]', '', 'g'), '_-+', '...'), '.', place);

-- Whether a word is a person's first name, last name, an initial, or two of them written together.
create or replace macro is_name_word(word, first_key, last_key) as
    word in (
        first_key, last_key, left(first_key, 1), left(last_key, 1),
        first_key || last_key, last_key || first_key, left(first_key, 1) || last_key, last_key || left(first_key, 1));

-- Whether the words of an e-mail address are a person's name and nothing else; names went through plain_text.
create or replace macro are_name_words(first_word, second_word, third_word, first_key, last_key) as
    length(first_word) > 0
    and is_name_word(first_word, first_key, last_key)
    and (second_word = '' or is_name_word(second_word, first_key, last_key))
    and third_word = '';

-- Whether two dates share two of year, month and day: a slip of the third.
create or replace macro is_date_slip(a, b) as
    (case when year(a) = year(b) then 1 else 0 end
    + case when month(a) = month(b) then 1 else 0 end
    + case when day(a) = day(b) then 1 else 0 end) = 2;

-- a / b, rounded to a scale of 10, 100 … with plain arithmetic, because the engines round halves of doubles differently; null where b is 0.
create or replace macro rounded_ratio(a, b, scale) as
    floor(cast(a as double) * scale / nullif(cast(b as double), 0) + 0.5) / scale;

-- The text at a path of a JSON text, such as $.device.os; null where there is none.
create or replace macro json_text(x, path) as json_extract_string(x, path);
