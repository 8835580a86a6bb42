DROP VIEW names;
ALTER TABLE item ALTER COLUMN name TYPE text;

CREATE VIEW names AS
select id, name from item;
