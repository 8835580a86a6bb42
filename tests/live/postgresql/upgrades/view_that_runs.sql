-- A materialized view is run when it is made: what the bodies of its functions reach is there before.
CREATE TABLE rows (id integer);
-- after
CREATE TABLE rows (id integer);
CREATE MATERIALIZED VIEW zz AS SELECT id FROM rows;
CREATE FUNCTION z_inner() RETURNS SETOF zz LANGUAGE sql STABLE AS 'SELECT * FROM public.zz';
CREATE FUNCTION outer_one() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM public.z_inner()';
CREATE MATERIALIZED VIEW aa AS SELECT outer_one() AS n;
