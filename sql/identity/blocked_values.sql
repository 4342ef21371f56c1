/* kmen
description: One row a value that is typed where something must be typed, and stands for nobody.
grain: [identifier_type, value]
columns:
  identifier_type: email, phone or loyalty_card.
  value: The value, normalised.
tests:
  - not_null: [identifier_type, value]
  - unique: [identifier_type, value]
*/
select
    identifier_type,
    value
from (values
    ('email', 'test@test.cz'),
    ('email', 'test@test.com'),
    ('email', 'test@seznam.cz'),
    ('email', 'a@a.cz'),
    ('email', 'nemam@nemam.cz'),
    ('email', 'neni@neni.cz'),
    ('email', 'noreply@noreply.cz'),
    ('phone', '+420222222222'),
    ('phone', '+420333333333'),
    ('phone', '+420444444444'),
    ('phone', '+420555555555'),
    ('phone', '+420666666666'),
    ('phone', '+420777777777'),
    ('phone', '+420999999999'),
    ('phone', '+420987654321'),
    ('loyalty_card', 'KM00000000'),
    ('loyalty_card', 'KM12345678')
) as blocked(identifier_type, value)
