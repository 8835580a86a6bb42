DROP VIEW team_size;
ALTER TABLE team DROP CHECK team_size_check;

ALTER TABLE team
  RENAME COLUMN size TO heads,
  RENAME COLUMN code TO token;

ALTER TABLE team ADD CONSTRAINT team_size_check CHECK (`heads` >= 0);

CREATE VIEW team_size AS
SELECT id, heads AS size FROM team;
