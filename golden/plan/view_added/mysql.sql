CREATE VIEW names AS
SELECT id, name FROM item WHERE id > 1;
