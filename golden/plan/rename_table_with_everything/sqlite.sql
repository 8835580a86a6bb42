DROP VIEW big_team;
ALTER TABLE team RENAME TO squad;

CREATE VIEW big_team AS
SELECT id, name FROM squad WHERE size > 10;
