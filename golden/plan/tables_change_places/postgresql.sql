DROP VIEW titles;
ALTER TABLE draft RENAME TO schemac_aside_draft;
ALTER TABLE final RENAME TO draft;
ALTER TABLE schemac_aside_draft RENAME TO final;

CREATE VIEW titles AS
select f.id, d.title from draft f join final d on d.id = f.draft_id;
