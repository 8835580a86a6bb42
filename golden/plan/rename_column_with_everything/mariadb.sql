DROP VIEW team_size;
ALTER TABLE team RENAME COLUMN size TO heads;
ALTER TABLE team RENAME COLUMN code TO token;

CREATE VIEW team_size AS
SELECT id, heads AS size FROM team;
