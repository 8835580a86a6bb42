-- An enum made anew takes along columns, lists, defaults, a domain, a view, an index, a policy and a function; a column may go with the label.
CREATE TYPE mood AS ENUM ('happy', 'sad', 'meh');
CREATE DOMAIN often AS mood DEFAULT 'happy' CHECK (value <> 'meh');
CREATE TABLE person (id integer, now mood NOT NULL DEFAULT 'sad', was mood[], usual often, gone mood DEFAULT 'meh');
CREATE INDEX person_now ON person (now) WHERE now = 'sad';
CREATE VIEW people AS SELECT id, now FROM person WHERE now = 'happy';
CREATE FUNCTION feels(m mood) RETURNS mood LANGUAGE sql AS 'SELECT m';
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
CREATE POLICY cheerful ON person USING (now = 'happy');
-- after
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE DOMAIN often AS mood DEFAULT 'happy' CHECK (value <> 'sad');
CREATE TABLE person (id integer, now mood NOT NULL DEFAULT 'sad', was mood[], usual often);
CREATE INDEX person_now ON person (now) WHERE now = 'sad';
CREATE VIEW people AS SELECT id, now FROM person WHERE now = 'happy';
CREATE FUNCTION feels(m mood) RETURNS mood LANGUAGE sql AS 'SELECT m';
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
CREATE POLICY cheerful ON person USING (now = 'happy');
