ALTER TABLE item MODIFY COLUMN name varchar(90);

CREATE OR REPLACE VIEW names AS
SELECT id, name FROM item WHERE id < 9;
