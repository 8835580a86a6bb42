-- A cast that says nothing elsewhere chooses the function that a check, a default and an index call.
CREATE FUNCTION fits(value integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT value > 0';
CREATE FUNCTION made(value integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE TABLE item (amount integer DEFAULT made(1), CONSTRAINT fitting CHECK (fits(amount)));
CREATE INDEX item_fits ON item (fits(amount));
-- after
CREATE FUNCTION fits(value bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT value > 0';
CREATE FUNCTION made(value bigint) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE TABLE item (amount integer DEFAULT made(1::bigint), CONSTRAINT fitting CHECK (fits(amount::bigint)));
CREATE INDEX item_fits ON item (fits(amount::bigint));
