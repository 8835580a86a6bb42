-- Options and check option of a view change without its being dropped; a materialized view with another query is made anew.
-- since: 15
-- never: DROP VIEW
-- never back: DROP VIEW
-- once: DROP MATERIALIZED VIEW
CREATE TABLE t (id integer, name text);
CREATE VIEW plain AS SELECT id FROM t WHERE id > 0;
CREATE VIEW guarded WITH (security_barrier = true) AS SELECT id FROM t;
CREATE MATERIALIZED VIEW kept AS SELECT id FROM t;
CREATE INDEX kept_id ON kept (id);
-- after
CREATE TABLE t (id integer, name text);
CREATE VIEW plain WITH (security_invoker = true) AS SELECT id FROM t WHERE id > 0 WITH LOCAL CHECK OPTION;
CREATE VIEW guarded AS SELECT id FROM t;
CREATE MATERIALIZED VIEW kept AS SELECT id, name FROM t;
CREATE INDEX kept_id ON kept (id);
