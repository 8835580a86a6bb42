CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('calm', 'loud');
CREATE TABLE app.entry (id bigint PRIMARY KEY, total numeric, mood app.mood, changed timestamptz);
CREATE TABLE log (id bigint, note text);
CREATE VIEW noted AS SELECT id, note FROM log;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.changed := now();
    RETURN NEW;
  END
$$;
CREATE FUNCTION app.total(a integer, b integer DEFAULT 2, OUT sum integer, VARIADIC rest integer[] DEFAULT '{}') LANGUAGE sql
  IMMUTABLE STRICT PARALLEL SAFE COST 7 SET search_path TO public, "$user" SET work_mem = '8MB' AS 'select a + b';
CREATE FUNCTION app.total(a text) RETURNS text LANGUAGE sql SECURITY DEFINER SET search_path TO '' AS $x$select a || '$function$'$x$;
CREATE FUNCTION app.loud(of app.entry) RETURNS SETOF app.entry LANGUAGE sql ROWS 3 /*14*/BEGIN ATOMIC SELECT * FROM app.entry WHERE mood = 'loud'; END/*else*/AS 'SELECT * FROM app.entry WHERE mood = ''loud'''/*end*/;
CREATE FUNCTION table_of(n integer) RETURNS TABLE (a integer, b text) LANGUAGE sql STABLE AS 'select 1, null';
CREATE FUNCTION plus(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE /*14*/RETURN a + b/*else*/AS 'SELECT a + b'/*end*/;
CREATE PROCEDURE app.clean(IN days integer, INOUT gone integer DEFAULT 0) LANGUAGE plpgsql AS 'BEGIN gone := days; END';
CREATE AGGREGATE app.sum_up(integer) (SFUNC = plus, STYPE = integer, INITCOND = '0', PARALLEL = SAFE);
ALTER TABLE app.entry ADD COLUMN size integer DEFAULT plus(1, 2), ADD CONSTRAINT sized CHECK (plus(size, 1) > 0);
CREATE INDEX entry_size_idx ON app.entry (plus(size, 1));
CREATE VIEW app.sums AS SELECT plus(1, 2) AS three, app.sum_up(size) AS whole FROM app.entry;
CREATE TRIGGER touch BEFORE UPDATE OF total, mood ON app.entry FOR EACH ROW WHEN (OLD.total IS DISTINCT FROM NEW.total) EXECUTE FUNCTION touch('a', 2);
CREATE TRIGGER seen AFTER INSERT OR UPDATE OR DELETE ON app.entry FOR EACH STATEMENT EXECUTE FUNCTION touch();
CREATE TRIGGER rows AFTER UPDATE ON log REFERENCING OLD TABLE AS was NEW TABLE AS "Now" FOR EACH STATEMENT EXECUTE FUNCTION touch();
CREATE CONSTRAINT TRIGGER late AFTER INSERT ON log FROM app.entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER instead INSTEAD OF INSERT ON noted FOR EACH ROW EXECUTE FUNCTION touch();
CREATE RULE kept AS ON DELETE TO log DO INSTEAD INSERT INTO app.entry (id) VALUES (OLD.id);
CREATE FUNCTION audit() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER audit ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION audit();
ALTER EVENT TRIGGER audit DISABLE;
ALTER TABLE log DISABLE TRIGGER rows;
ALTER TABLE log ENABLE ALWAYS RULE kept;
COMMENT ON FUNCTION app.total(text) IS 'joined';
COMMENT ON PROCEDURE app.clean(integer, integer) IS 'tidy';
COMMENT ON AGGREGATE app.sum_up(integer) IS 'added';
COMMENT ON TRIGGER touch ON app.entry IS 'keeps the time';
COMMENT ON RULE kept ON log IS 'nothing goes';
COMMENT ON EVENT TRIGGER audit IS 'watches';
