DROP VIEW names;

CREATE VIEW names AS
select id, name from item;

ALTER TABLE item DROP COLUMN size;
