CREATE TABLE country (
  code char(2) NOT NULL,
  name varchar(60) NOT NULL,
  euro tinyint(1) NOT NULL DEFAULT 0,
  joined date,
  vat decimal(4,2),
  PRIMARY KEY (code)
) COMMENT='Countries that we ship to';

CREATE TABLE carrier (
  id int NOT NULL,
  name varchar(40) NOT NULL,
  country char(2) NOT NULL,
  parent int,
  PRIMARY KEY (id),
  KEY carrier_country_fkey (country),
  KEY carrier_parent_fkey (parent),
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
