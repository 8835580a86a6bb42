DROP VIEW big_team;
PRAGMA legacy_alter_table = OFF;
ALTER TABLE team RENAME TO squad;
PRAGMA legacy_alter_table = ON;

CREATE VIEW big_team AS
SELECT id, name FROM squad WHERE size > 10;
