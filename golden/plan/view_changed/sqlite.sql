DROP VIEW names;

CREATE VIEW names AS
SELECT name, COUNT(*) AS many FROM item GROUP BY name;
