DROP VIEW names;
ALTER TABLE item ALTER COLUMN name TYPE text;

CREATE VIEW names AS
SELECT item.id,
    item.name
   FROM item;
