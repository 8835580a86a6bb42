-- A function takes one more argument with a default: nothing is ever ambiguous for the policy, the view and the default that call it.
CREATE FUNCTION allowed(who text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE TABLE doc (id integer, who text, ok boolean DEFAULT allowed('x'));
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY reading ON doc FOR SELECT USING (allowed(who));
CREATE VIEW readable AS SELECT id FROM doc WHERE allowed(who);
-- after
CREATE FUNCTION allowed(who text, why text DEFAULT 'because') RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE TABLE doc (id integer, who text, ok boolean DEFAULT allowed('x'));
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY reading ON doc FOR SELECT USING (allowed(who));
CREATE VIEW readable AS SELECT id FROM doc WHERE allowed(who);
