DROP VIEW big_team;
RENAME TABLE team TO squad;

CREATE VIEW big_team AS
SELECT id, name FROM squad WHERE size > 10;
