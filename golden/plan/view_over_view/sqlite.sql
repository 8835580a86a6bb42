DROP VIEW names;

CREATE TABLE _schemac_new_item (
  id INTEGER NOT NULL,
  name VARCHAR(90),
  CONSTRAINT item_pkey PRIMARY KEY (id)
);

INSERT INTO _schemac_new_item (id, name)
SELECT id, name FROM item;

DROP TABLE item;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _schemac_new_item RENAME TO item;
PRAGMA legacy_alter_table = OFF;

CREATE VIEW names AS
SELECT id, name FROM item WHERE id < 9;
