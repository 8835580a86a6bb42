DROP VIEW team_size;
ALTER TABLE team RENAME COLUMN size TO heads;
ALTER TABLE team RENAME COLUMN code TO token;

CREATE VIEW team_size AS
select id, heads as size from team;
