ALTER TABLE team RENAME COLUMN size TO heads;
ALTER TABLE team RENAME COLUMN code TO token;
DROP VIEW team_size;

CREATE VIEW team_size AS
SELECT id, heads AS size FROM team;
