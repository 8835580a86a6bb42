-- A policy goes with its table, before the table and the view that it reads; a function with a name near the limit is found by it.
CREATE TABLE account (id integer PRIMARY KEY);
CREATE TABLE person (id integer PRIMARY KEY);
CREATE VIEW somebody AS SELECT id FROM person;
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_person ON account USING (EXISTS (SELECT FROM person));
CREATE POLICY by_view ON account USING (EXISTS (SELECT FROM somebody));
CREATE TABLE kept (id integer);
ALTER TABLE kept ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION a_function_whose_name_alone_is_almost_as_long_as_may_be(a uuid, b text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE POLICY calls ON kept USING (a_function_whose_name_alone_is_almost_as_long_as_may_be(NULL, ''));
-- after
CREATE TABLE kept (id integer);
ALTER TABLE kept ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION a_function_whose_name_alone_is_almost_as_long_as_may_be(a uuid, b text, c text DEFAULT '') RETURNS boolean
  LANGUAGE sql AS 'SELECT true';
CREATE POLICY calls ON kept USING (a_function_whose_name_alone_is_almost_as_long_as_may_be(NULL, ''));
