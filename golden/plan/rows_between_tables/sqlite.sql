INSERT INTO country (code, name) VALUES
  ('IT', 'Italy');

DELETE FROM city WHERE id = 2;
UPDATE city SET country = 'IT' WHERE id = 1;

INSERT INTO city (id, country) VALUES
  (3, 'DE');

DELETE FROM country WHERE code = 'FR';
