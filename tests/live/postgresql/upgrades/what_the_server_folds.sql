-- Two keys over the same columns are two keys; a routine keeps no lengths of types; a table that inherits has no identity; odd names.
CREATE TABLE a (id integer);
-- after
CREATE TABLE a (id integer, PRIMARY KEY (id));
ALTER TABLE a ADD CONSTRAINT a_again UNIQUE (id);
CREATE TABLE tiu (c1 integer, c2 integer, c3 integer);
ALTER TABLE tiu ADD CONSTRAINT tiu_one UNIQUE (c1, c2) INCLUDE (c3);
ALTER TABLE tiu ADD CONSTRAINT tiu_two UNIQUE (c1, c2) INCLUDE (c3);
CREATE FUNCTION sized(a char, b bit, c numeric(3, 1), d char[], e timestamp(3)) RETURNS char LANGUAGE sql AS 'SELECT a';
CREATE TABLE counted (id integer GENERATED ALWAYS AS IDENTITY, n integer);
CREATE TABLE heir () INHERITS (counted);
CREATE SCHEMA "odd ""@/\#~ name";
CREATE TABLE "odd ""@/\#~ name".names (id integer);
CREATE FUNCTION "odd ""@/\#~ name".of_it(n "odd ""@/\#~ name".names) RETURNS integer LANGUAGE sql AS 'SELECT 1';
