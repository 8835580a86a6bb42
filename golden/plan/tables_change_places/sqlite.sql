DROP VIEW titles;
ALTER TABLE draft RENAME TO schemac_away_draft;
ALTER TABLE final RENAME TO draft;
ALTER TABLE schemac_away_draft RENAME TO final;

CREATE VIEW titles AS
SELECT f.id, d.title FROM draft AS f JOIN final AS d ON d.id = f.draft_id;
