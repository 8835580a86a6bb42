-- · (2) of `char(2)` is not kept (country.code, carrier.country)
-- · (60) of `varchar(60)` is not kept (country.name)
-- · a Date32 holds the years 1900 to 2299 (country.joined)
-- · ClickHouse keeps the primary key of country but does not enforce it (country)
-- · (40) of `varchar(40)` is not kept (carrier.name)
-- · ClickHouse keeps the primary key of carrier but does not enforce it (carrier)
-- · ClickHouse has no foreign key; on carrier it is left out (carrier, carrier)
CREATE TABLE country (
  code String,
  name String,
  euro Bool DEFAULT FALSE,
  joined Nullable(Date32),
  vat Nullable(Decimal(4, 2))
)
ENGINE = MergeTree
ORDER BY (code)
COMMENT 'Countries that we ship to';

CREATE TABLE carrier (
  id Int32,
  name String,
  country String,
  parent Nullable(Int32)
)
ENGINE = MergeTree
ORDER BY (id);

INSERT INTO country (code, name, euro, joined, vat) VALUES
  ('DE', 'Germany', TRUE, '1958-01-01', 19),
  ('FR', 'France', TRUE, '1958-01-01', 20),
  ('CH', 'Switzerland', FALSE, NULL, 8.1);

INSERT INTO carrier (id, name, country, parent) VALUES
  (2, 'Swift\'s', 'FR', 1);

INSERT INTO carrier (id, name, country) VALUES
  (1, 'Rapid', 'DE');
