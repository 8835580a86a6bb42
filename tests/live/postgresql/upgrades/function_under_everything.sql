-- A function that must be dropped stands under a domain, a computed column, an index and a check, and goes with a dropped domain.
CREATE FUNCTION good(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT value <> ''''';
CREATE FUNCTION sized(value text) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT length(value)';
CREATE FUNCTION only_here(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE DOMAIN code AS text CONSTRAINT code_good CHECK (good(value)) CONSTRAINT code_long CHECK (length(value) > 2);
CREATE DOMAIN gone AS text CHECK (only_here(value));
CREATE TABLE thing (c code, t text CONSTRAINT t_good CHECK (good(t)), n integer GENERATED ALWAYS AS (sized(t)) STORED);
CREATE INDEX thing_n ON thing (n);
CREATE INDEX thing_good ON thing (t) WHERE good(t);
CREATE VIEW shown AS SELECT n FROM thing;
-- after
CREATE FUNCTION good(word text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT word <> ''''';
CREATE FUNCTION sized(word text) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT length(word)';
CREATE DOMAIN code AS text CONSTRAINT code_good CHECK (good(value)) CONSTRAINT code_long CHECK (length(value) > 2);
CREATE TABLE thing (c code, t text CONSTRAINT t_good CHECK (good(t)), n integer GENERATED ALWAYS AS (sized(t)) STORED);
CREATE INDEX thing_n ON thing (n);
CREATE INDEX thing_good ON thing (t) WHERE good(t);
CREATE VIEW shown AS SELECT n FROM thing;
