CREATE TABLE country (
  code character(2) NOT NULL,
  name character varying(60) NOT NULL,
  euro boolean DEFAULT false NOT NULL,
  joined date,
  vat numeric(4,2),
  CONSTRAINT country_pkey PRIMARY KEY (code)
);

COMMENT ON TABLE country IS 'Countries that we ship to';

CREATE TABLE carrier (
  id integer NOT NULL,
  name character varying(40) NOT NULL,
  country character(2) NOT NULL,
  parent integer,
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
