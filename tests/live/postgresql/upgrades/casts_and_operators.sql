-- Casts, operators and their classes, and text search come, change and go with the functions and types that they stand on.
-- never: (?i)drop table
-- never back: (?i)drop table doc
CREATE TYPE color AS (r int, g int);
CREATE FUNCTION color_of(json) RETURNS color LANGUAGE sql IMMUTABLE AS $$ SELECT row(1, 2)::color $$;
CREATE CAST (json AS color) WITH FUNCTION color_of(json);
CREATE TEXT SEARCH CONFIGURATION plain (COPY = simple);
CREATE TABLE doc (id integer PRIMARY KEY, body text);
-- after
CREATE TYPE color AS (r int, g int);
CREATE FUNCTION color_of(json) RETURNS color LANGUAGE sql IMMUTABLE AS $$ SELECT row(1, 2)::color $$;
CREATE CAST (json AS color) WITH FUNCTION color_of(json) AS ASSIGNMENT;
COMMENT ON CAST (json AS color) IS 'how a colour is read';
CREATE VIEW seen AS SELECT '{}'::json::color AS c;
CREATE FUNCTION noop(integer, bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'select $2';
CREATE OPERATOR CLASS part_ops FOR TYPE integer USING hash AS OPERATOR 1 =, FUNCTION 2 noop(integer, bigint);
CREATE TABLE parted (a integer) PARTITION BY HASH (a part_ops);
CREATE FUNCTION same(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'select $1 = $2';
CREATE FUNCTION differs(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'select $1 <> $2';
CREATE OPERATOR === (
  FUNCTION = same, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = ===, NEGATOR = !==, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR !== (FUNCTION = differs, LEFTARG = integer, RIGHTARG = integer, NEGATOR = ===);
CREATE OPERATOR FAMILY wide USING btree;
CREATE OPERATOR CLASS in_wide FOR TYPE integer USING btree FAMILY wide AS
  OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(integer, integer);
CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION plain (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION plain ALTER MAPPING FOR word, asciiword WITH stems, simple;
CREATE SCHEMA elsewhere;
CREATE TEXT SEARCH CONFIGURATION elsewhere."Odd one" (COPY = plain);
CREATE TABLE doc (id integer PRIMARY KEY, body text);
CREATE INDEX doc_idx ON doc USING gin (to_tsvector('plain', body));
CREATE INDEX doc_wide ON doc (id in_wide);
