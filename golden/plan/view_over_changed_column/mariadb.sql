ALTER TABLE item MODIFY COLUMN name longtext;

CREATE OR REPLACE VIEW names AS
SELECT id, name FROM item;
