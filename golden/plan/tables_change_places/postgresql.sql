DROP VIEW titles;
ALTER TABLE draft RENAME TO schemac_away_draft;
ALTER TABLE final RENAME TO draft;
ALTER TABLE schemac_away_draft RENAME TO final;

CREATE VIEW titles AS
select f.id, d.title from draft f join final d on d.id = f.draft_id;
