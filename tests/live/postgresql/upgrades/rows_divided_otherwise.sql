-- A table becomes a partitioned one with all that stands on it, and a partitioned one a plain one; another key keeps the partitions.
CREATE TABLE doc (id serial NOT NULL, kind text NOT NULL, note text);
CREATE TABLE other (id integer);
CREATE VIEW docs AS SELECT id FROM doc;
CREATE MATERIALIZED VIEW kept AS SELECT kind FROM doc;
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON doc USING (kind = 'mine');
CREATE STATISTICS doc_both ON kind, note FROM doc;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touching BEFORE UPDATE ON doc FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TABLE keyed (a integer, b integer) PARTITION BY LIST (a);
CREATE TABLE keyed_rest PARTITION OF keyed DEFAULT;
-- after
CREATE TABLE doc (id serial NOT NULL, kind text NOT NULL, note text, PRIMARY KEY (id, kind)) PARTITION BY LIST (kind);
CREATE TABLE doc_rest PARTITION OF doc DEFAULT;
CREATE TABLE other (id integer, kind text, FOREIGN KEY (id, kind) REFERENCES doc (id, kind));
CREATE VIEW docs AS SELECT id FROM doc;
CREATE MATERIALIZED VIEW kept AS SELECT kind FROM doc;
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON doc USING (kind = 'mine');
CREATE STATISTICS doc_both ON kind, note FROM doc;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touching BEFORE UPDATE ON doc FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TABLE keyed (a integer, b integer) PARTITION BY LIST (b);
CREATE TABLE keyed_rest PARTITION OF keyed DEFAULT;
