-- Lists that the server casts come back as they were written, in checks, indexes, views and policies.
CREATE TABLE a (id integer);
-- after
CREATE TABLE a (id integer);
CREATE TABLE f (id integer, status varchar(20) CHECK (status IN ('new', 'ack')), s2 varchar CHECK (s2 NOT IN ('x','y')), c char(3) check (c in ('a','b')), e varchar check (e = any (array['a','b'])));
CREATE INDEX i ON f (id) WHERE status IN ('new', 'ack');
CREATE VIEW v AS SELECT * FROM f WHERE status IN ('new', 'ack');
ALTER TABLE f ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON f USING (s2 NOT IN ('x', 'y'));
CREATE TABLE n (n numeric CHECK (n = ANY (ARRAY[1, 2])), s smallint CHECK (s IN (1, 2)), b bigint DEFAULT 1 CHECK (b IN (1, 2)));
