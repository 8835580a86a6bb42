-- · SQLite keeps no comment on a table (country)
-- · SQLite does not enforce the length of a text (country.code, country.name, carrier.name and 1 more)
-- · SQLite has no type for dates and times: they are text, which sorts rightly in ISO 8601 and UTC (country.joined)
-- · SQLite keeps about 15 digits of a numeric, as a binary fraction (country.vat)
CREATE TABLE country (
  code CHAR(2) NOT NULL,
  name VARCHAR(60) NOT NULL,
  euro BOOLEAN NOT NULL DEFAULT FALSE,
  joined TEXT,
  vat NUMERIC(4,2),
  CONSTRAINT country_pkey PRIMARY KEY (code)
);

CREATE TABLE carrier (
  id INTEGER NOT NULL,
  name VARCHAR(40) NOT NULL,
  country CHAR(2) NOT NULL,
  parent INTEGER,
  CONSTRAINT carrier_pkey PRIMARY KEY (id),
  CONSTRAINT carrier_country_fkey FOREIGN KEY (country) REFERENCES country (code),
  CONSTRAINT carrier_parent_fkey FOREIGN KEY (parent) REFERENCES carrier (id)
);

INSERT INTO country (code, name, euro, joined, vat) VALUES
  ('DE', 'Germany', 1, '1958-01-01', 19),
  ('FR', 'France', 1, '1958-01-01', 20),
  ('CH', 'Switzerland', 0, NULL, 8.1);

INSERT INTO carrier (id, name, country) VALUES
  (1, 'Rapid', 'DE');

INSERT INTO carrier (id, name, country, parent) VALUES
  (2, 'Swift''s', 'FR', 1);
