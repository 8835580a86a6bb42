-- · Snowflake keeps the primary key of country but does not enforce it (country)
-- · Snowflake keeps the primary key of carrier but does not enforce it (carrier)
-- · Snowflake keeps the foreign key of carrier but does not enforce it (carrier, carrier)
CREATE TABLE country (
  code VARCHAR(2) NOT NULL,
  name VARCHAR(60) NOT NULL,
  euro BOOLEAN DEFAULT FALSE NOT NULL,
  joined DATE,
  vat NUMBER(4, 2),
  CONSTRAINT country_pkey PRIMARY KEY (code)
);

COMMENT ON TABLE country IS 'Countries that we ship to';

CREATE TABLE carrier (
  id INTEGER NOT NULL,
  name VARCHAR(40) NOT NULL,
  country VARCHAR(2) NOT NULL,
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
  (2, 'Swift\'s', 'FR', 1);
