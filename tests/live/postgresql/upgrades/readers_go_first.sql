-- A view goes before the column that it reads, after the function that returns its rows; a key goes before the unique index it rests on.
CREATE TABLE person (id integer PRIMARY KEY, tenant text NOT NULL);
CREATE TABLE other (id integer PRIMARY KEY);
-- after
CREATE TABLE person (id integer PRIMARY KEY, tenant text NOT NULL, role text);
CREATE UNIQUE INDEX person_both ON person (tenant, id);
CREATE TABLE badge (id integer, person integer, tenant text, FOREIGN KEY (tenant, person) REFERENCES person (tenant, id));
CREATE TABLE other (id integer PRIMARY KEY);
CREATE VIEW shown AS SELECT id, role FROM person;
CREATE VIEW again AS SELECT role FROM shown;
CREATE FUNCTION rows_of() RETURNS SETOF again LANGUAGE sql STABLE AS 'SELECT * FROM again';
