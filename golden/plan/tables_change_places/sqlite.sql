DROP VIEW titles;
ALTER TABLE draft RENAME TO schemac_aside_draft;
ALTER TABLE final RENAME TO draft;
ALTER TABLE schemac_aside_draft RENAME TO final;

CREATE VIEW titles AS
SELECT f.id, d.title FROM draft AS f JOIN final AS d ON d.id = f.draft_id;
