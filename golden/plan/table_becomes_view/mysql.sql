DROP TABLE names;

CREATE VIEW names AS
SELECT id, name FROM item;
