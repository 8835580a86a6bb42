-- A serial column becomes an identity and an identity a serial column, each with a counter of the same name.
CREATE TABLE t (a serial, b integer GENERATED ALWAYS AS IDENTITY, c integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME own_name));
-- after
CREATE TABLE t (a integer GENERATED ALWAYS AS IDENTITY, b serial, c integer NOT NULL);
CREATE SEQUENCE own_name OWNED BY t.c;
ALTER TABLE t ALTER COLUMN c SET DEFAULT nextval('own_name');
