ALTER TABLE role ADD COLUMN since date;
DELETE FROM role WHERE name = 'guest';
UPDATE role SET level = 10, since = '2020-01-01' WHERE name = 'admin';
UPDATE role SET since = '2020-01-01' WHERE name = 'user';

INSERT INTO role (name, level, since) VALUES
  ('owner', NULL, NULL);
