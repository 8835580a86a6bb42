-- A column changes its type in place; only the policy, the view and the rule that read it are made anew.
-- once: ALTER COLUMN role TYPE
-- never: DROP (TABLE|COLUMN)|ADD COLUMN
-- never back: DROP (TABLE|COLUMN)|ADD COLUMN
CREATE TYPE rank AS ENUM ('admin', 'guest');
CREATE TABLE cat (id integer, role text, age numeric);
ALTER TABLE cat ENABLE ROW LEVEL SECURITY;
CREATE POLICY admins ON cat USING (role = 'admin');
CREATE VIEW grown AS SELECT id, age FROM cat WHERE age > 0;
-- after
CREATE TYPE rank AS ENUM ('admin', 'guest');
CREATE TABLE cat (id integer, role rank, age integer);
ALTER TABLE cat ENABLE ROW LEVEL SECURITY;
CREATE POLICY admins ON cat USING (role = 'admin');
CREATE VIEW grown AS SELECT id, age FROM cat WHERE age > 0;
