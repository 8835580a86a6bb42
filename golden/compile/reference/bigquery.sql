-- · BigQuery keeps the primary key of country but does not enforce it (country)
-- · BigQuery keeps the primary key of carrier but does not enforce it (carrier)
-- · BigQuery keeps the foreign key of carrier but does not enforce it (carrier, carrier)
CREATE TABLE country (
  code STRING(2) NOT NULL,
  name STRING(60) NOT NULL,
  euro BOOL DEFAULT FALSE NOT NULL,
  joined DATE,
  vat NUMERIC(4, 2),
  PRIMARY KEY (code) NOT ENFORCED
)
OPTIONS (description = 'Countries that we ship to');

CREATE TABLE carrier (
  id INT64 NOT NULL,
  name STRING(40) NOT NULL,
  country STRING(2) NOT NULL,
  parent INT64,
  PRIMARY KEY (id) NOT ENFORCED,
  CONSTRAINT carrier_country_fkey FOREIGN KEY (country) REFERENCES country (code) NOT ENFORCED,
  CONSTRAINT carrier_parent_fkey FOREIGN KEY (parent) REFERENCES carrier (id) NOT ENFORCED
);

INSERT INTO country (code, name, euro, joined, vat) VALUES
  ('DE', 'Germany', TRUE, '1958-01-01', 19),
  ('FR', 'France', TRUE, '1958-01-01', 20),
  ('CH', 'Switzerland', FALSE, NULL, 8.1);

INSERT INTO carrier (id, name, country) VALUES
  (1, 'Rapid', 'DE');

INSERT INTO carrier (id, name, country, parent) VALUES
  (2, 'Swift\'s', 'FR', 1);
