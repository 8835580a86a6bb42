-- · Databricks keeps the primary key of country but does not enforce it (country)
-- · Databricks keeps the primary key of carrier but does not enforce it (carrier)
-- · Databricks keeps the foreign key of carrier but does not enforce it (carrier, carrier)
CREATE TABLE country (
  code CHAR(2) NOT NULL,
  name VARCHAR(60) NOT NULL,
  euro BOOLEAN NOT NULL DEFAULT FALSE,
  joined DATE,
  vat DECIMAL(4, 2),
  CONSTRAINT country_pkey PRIMARY KEY (code)
)
USING DELTA
COMMENT 'Countries that we ship to'
TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported');

CREATE TABLE carrier (
  id INT NOT NULL,
  name VARCHAR(40) NOT NULL,
  country CHAR(2) NOT NULL,
  parent INT,
  CONSTRAINT carrier_pkey PRIMARY KEY (id),
  CONSTRAINT carrier_country_fkey FOREIGN KEY (country) REFERENCES country (code),
  CONSTRAINT carrier_parent_fkey FOREIGN KEY (parent) REFERENCES carrier (id)
)
USING DELTA;

INSERT INTO country (code, name, euro, joined, vat) VALUES
  ('DE', 'Germany', TRUE, CAST('1958-01-01' AS DATE), 19),
  ('FR', 'France', TRUE, CAST('1958-01-01' AS DATE), 20),
  ('CH', 'Switzerland', FALSE, NULL, 8.1);

INSERT INTO carrier (id, name, country) VALUES
  (1, 'Rapid', 'DE');

INSERT INTO carrier (id, name, country, parent) VALUES
  (2, 'Swift\'s', 'FR', 1);
