-- Storage, compression, statistics, view options, replica identity, clustering, logging and triggers' states change in place.
-- since: 14
-- never: DROP|^CREATE
-- never back: DROP|^CREATE
CREATE TABLE big (id integer NOT NULL, payload text, doc jsonb);
CREATE UNIQUE INDEX big_id ON big (id);
CREATE VIEW shown AS SELECT id FROM big;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touching BEFORE UPDATE ON big FOR EACH ROW EXECUTE FUNCTION touch();
CREATE RULE quiet AS ON DELETE TO big DO INSTEAD NOTHING;
CREATE STATISTICS together ON id, payload FROM big;
-- after
CREATE UNLOGGED TABLE big (id integer NOT NULL, payload text, doc jsonb) WITH (fillfactor = 70);
CREATE UNIQUE INDEX big_id ON big (id) WITH (fillfactor = 80);
ALTER TABLE big ALTER payload SET STORAGE external, ALTER doc SET COMPRESSION pglz, ALTER id SET STATISTICS 300, ALTER id SET (n_distinct = -0.5);
ALTER TABLE big REPLICA IDENTITY USING INDEX big_id;
ALTER TABLE big CLUSTER ON big_id;
CREATE VIEW shown AS SELECT id FROM big;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touching BEFORE UPDATE ON big FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE big DISABLE TRIGGER touching;
CREATE RULE quiet AS ON DELETE TO big DO INSTEAD NOTHING;
ALTER TABLE big ENABLE ALWAYS RULE quiet;
CREATE STATISTICS together ON id, payload FROM big;
ALTER STATISTICS together SET STATISTICS 50;
