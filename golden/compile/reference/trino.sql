-- · Trino has no primary key; on country it is left out (country)
-- · Trino has no primary key; on carrier it is left out (carrier)
-- · Trino has no foreign key; on carrier it is left out (carrier, carrier)
-- · Trino has no defaults: FALSE is left out (country.euro)
CREATE TABLE country (
  code CHAR(2) NOT NULL,
  name VARCHAR(60) NOT NULL,
  euro BOOLEAN NOT NULL,
  joined DATE,
  vat DECIMAL(4, 2)
)
COMMENT 'Countries that we ship to';

CREATE TABLE carrier (
  id INTEGER NOT NULL,
  name VARCHAR(40) NOT NULL,
  country CHAR(2) NOT NULL,
  parent INTEGER
);

INSERT INTO country (code, name, euro, joined, vat) VALUES
  ('DE', 'Germany', TRUE, CAST('1958-01-01' AS DATE), 19),
  ('FR', 'France', TRUE, CAST('1958-01-01' AS DATE), 20),
  ('CH', 'Switzerland', FALSE, NULL, 8.1);

INSERT INTO carrier (id, name, country, parent) VALUES
  (2, 'Swift''s', 'FR', 1);

INSERT INTO carrier (id, name, country) VALUES
  (1, 'Rapid', 'DE');
