DROP VIEW big_team;
ALTER TABLE team RENAME TO squad;

CREATE VIEW big_team AS
select id, name from squad where size > 10;
