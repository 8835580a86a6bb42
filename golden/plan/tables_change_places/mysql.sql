DROP VIEW titles;
RENAME TABLE draft TO schemac_away_draft;
RENAME TABLE final TO draft;
RENAME TABLE schemac_away_draft TO final;

CREATE VIEW titles AS
SELECT f.id, d.title FROM draft AS f JOIN final AS d ON d.id = f.draft_id;
