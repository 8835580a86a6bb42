-- · (2) of `char(2)` is not kept (country.code, carrier.country)
-- · (60) of `varchar(60)` is not kept (country.name)
-- · (40) of `varchar(40)` is not kept (carrier.name)
CREATE TABLE country (
  code VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  euro BOOLEAN DEFAULT FALSE NOT NULL,
  joined DATE,
  vat DECIMAL(4, 2),
  CONSTRAINT country_pkey PRIMARY KEY (code)
);

COMMENT ON TABLE country IS 'Countries that we ship to';

CREATE TABLE carrier (
  id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  country VARCHAR NOT NULL,
  parent INTEGER,
  CONSTRAINT carrier_pkey PRIMARY KEY (id),
  CONSTRAINT carrier_country_fkey FOREIGN KEY (country) REFERENCES country (code),
  CONSTRAINT carrier_parent_fkey FOREIGN KEY (parent) REFERENCES carrier (id)
);

INSERT INTO country (code, name, euro, joined, vat) VALUES
  ('DE', 'Germany', TRUE, '1958-01-01', 19),
  ('FR', 'France', TRUE, '1958-01-01', 20),
  ('CH', 'Switzerland', FALSE, NULL, 8.1);

INSERT INTO carrier (id, name, country) VALUES
  (1, 'Rapid', 'DE');

INSERT INTO carrier (id, name, country, parent) VALUES
  (2, 'Swift''s', 'FR', 1);
