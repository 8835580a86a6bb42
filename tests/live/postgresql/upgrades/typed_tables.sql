-- A table of a composite type comes, stops being one, and becomes one without being made anew.
-- never: (?i)drop table
-- never back: (?i)drop table (stops|becomes)
CREATE TYPE person AS (id integer, name text);
CREATE TABLE stops OF person (PRIMARY KEY (id));
CREATE TABLE becomes (id integer, name text);
-- after
CREATE TYPE person AS (id integer, name text);
CREATE TABLE stops (id integer, name text, PRIMARY KEY (id));
CREATE TABLE becomes OF person;
CREATE TABLE made OF person (id WITH OPTIONS DEFAULT 7, CHECK (id > 0), UNIQUE (name));
COMMENT ON TABLE made IS 'of a type';
