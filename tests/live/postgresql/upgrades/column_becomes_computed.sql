-- A plain column becomes a computed one with the index on it, its sequence goes, and a computed column keeps its values as a plain one.
-- once: DROP EXPRESSION
CREATE TABLE invoice (id serial PRIMARY KEY, net integer NOT NULL, number serial, gross integer GENERATED ALWAYS AS (net * 2) STORED);
CREATE INDEX invoice_number_idx ON invoice (number);
-- after
CREATE TABLE invoice (id serial PRIMARY KEY, net integer NOT NULL, number integer GENERATED ALWAYS AS (net + 1) STORED, gross integer);
CREATE INDEX invoice_number_idx ON invoice (number);
