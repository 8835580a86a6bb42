-- · Oracle takes an empty text as null, in every column
CREATE TABLE country (
  code CHAR(2 CHAR) NOT NULL,
  name VARCHAR2(60 CHAR) NOT NULL,
  euro BOOLEAN DEFAULT FALSE NOT NULL,
  joined DATE,
  vat NUMBER(4, 2),
  CONSTRAINT country_pkey PRIMARY KEY (code),
  CONSTRAINT country_joined_check CHECK (joined = TRUNC(joined))
);

COMMENT ON TABLE country IS 'Countries that we ship to';

CREATE TABLE carrier (
  id NUMBER(10) NOT NULL,
  name VARCHAR2(40 CHAR) NOT NULL,
  country CHAR(2 CHAR) NOT NULL,
  parent NUMBER(10),
  CONSTRAINT carrier_pkey PRIMARY KEY (id),
  CONSTRAINT carrier_country_fkey FOREIGN KEY (country) REFERENCES country (code),
  CONSTRAINT carrier_parent_fkey FOREIGN KEY (parent) REFERENCES carrier (id)
);

INSERT INTO country (code, name, euro, joined, vat)
SELECT 'DE', 'Germany', 1, DATE '1958-01-01', 19 FROM dual UNION ALL
SELECT 'FR', 'France', 1, DATE '1958-01-01', 20 FROM dual UNION ALL
SELECT 'CH', 'Switzerland', 0, NULL, 8.1 FROM dual;

INSERT INTO carrier (id, name, country)
SELECT 1, 'Rapid', 'DE' FROM dual;

INSERT INTO carrier (id, name, country, parent)
SELECT 2, 'Swift''s', 'FR', 1 FROM dual;
