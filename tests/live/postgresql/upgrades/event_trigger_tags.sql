-- Tags of an event trigger stand in the order in which they were given, and another order is no change.
CREATE FUNCTION told() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RETURN; END';
-- after
CREATE FUNCTION told() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RETURN; END';
CREATE EVENT TRIGGER telling ON ddl_command_start WHEN TAG IN ('DROP TABLE', 'CREATE TABLE', 'ALTER TABLE') EXECUTE FUNCTION told();
ALTER EVENT TRIGGER telling DISABLE;
