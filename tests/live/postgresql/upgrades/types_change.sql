-- Attributes of composite types, functions over them, ranges and collations that nothing stands on change.
CREATE TYPE place AS (street text, number integer);
CREATE FUNCTION where_is(p place) RETURNS text LANGUAGE sql AS 'SELECT $1.street';
CREATE TYPE span AS RANGE (subtype = integer);
CREATE COLLATION order_of (provider = icu, locale = 'en');
-- after
CREATE TYPE place AS (street varchar(40), town text);
CREATE FUNCTION where_is(p place) RETURNS text LANGUAGE sql AS 'SELECT $1.street';
CREATE TYPE span AS RANGE (subtype = bigint);
CREATE COLLATION order_of (provider = icu, locale = 'de');
