DROP VIEW short;
DROP VIEW names;
ALTER TABLE item ALTER COLUMN name TYPE character varying(90);

CREATE VIEW names AS
select id, name from item where id < 9;

CREATE VIEW short AS
SELECT id
   FROM names;
