CREATE TABLE _schemac_new_line (
  id INTEGER NOT NULL,
  year INTEGER,
  number INTEGER,
  CONSTRAINT line_pkey PRIMARY KEY (id),
  CONSTRAINT line_invoice FOREIGN KEY (year, number) REFERENCES invoice (year, number)
);

INSERT INTO _schemac_new_line (id, year, number)
SELECT id, year, number FROM line;

DROP TABLE line;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _schemac_new_line RENAME TO line;
PRAGMA legacy_alter_table = OFF;
