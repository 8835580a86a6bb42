-- Comments and defaults of view columns, comments on attributes, and the comment on the usual namespace come and go on their own.
-- never: (?i)drop view|create (or replace )?view a_view
-- never back: (?i)drop view a_view|drop schema
CREATE TABLE t (id integer PRIMARY KEY, name text, kind text);
CREATE VIEW a_view AS SELECT id, name, kind FROM t;
COMMENT ON COLUMN a_view.id IS 'before';
COMMENT ON COLUMN a_view.kind IS 'only before';
CREATE MATERIALIZED VIEW kept AS SELECT id FROM t;
CREATE TYPE pair AS (one integer, two integer);
COMMENT ON COLUMN pair.one IS 'the first';
-- after
CREATE TABLE t (id integer PRIMARY KEY, name text, kind text);
CREATE VIEW a_view AS SELECT id, name, kind FROM t;
COMMENT ON COLUMN a_view.id IS 'after';
COMMENT ON COLUMN a_view.name IS 'new';
ALTER VIEW a_view ALTER COLUMN kind SET DEFAULT 'plain';
CREATE VIEW another AS SELECT id FROM t;
COMMENT ON COLUMN another.id IS 'said of a new one';
ALTER VIEW another ALTER COLUMN id SET DEFAULT 7;
CREATE MATERIALIZED VIEW kept AS SELECT id FROM t;
COMMENT ON COLUMN kept.id IS 'kept';
CREATE TYPE pair AS (one integer, two integer, three text);
COMMENT ON COLUMN pair.two IS 'the second';
COMMENT ON COLUMN pair.three IS 'the third';
COMMENT ON SCHEMA public IS 'where all of it is';
