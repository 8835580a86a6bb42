CREATE TABLE _schemac_new_item (
  id INTEGER NOT NULL,
  name VARCHAR(40),
  size INTEGER,
  CONSTRAINT item_pkey PRIMARY KEY (id)
);

INSERT INTO _schemac_new_item (id, name, size)
SELECT id, name, size FROM item;

DROP TABLE item;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _schemac_new_item RENAME TO item;
PRAGMA legacy_alter_table = OFF;
