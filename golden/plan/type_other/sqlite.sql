CREATE TABLE _schemac_new_item (
  id INTEGER NOT NULL,
  name VARCHAR(40),
  size VARCHAR(20),
  day TEXT,
  CONSTRAINT item_pkey PRIMARY KEY (id)
);

INSERT INTO _schemac_new_item (id, name, size, day)
SELECT id, name, size, day FROM item;

DROP TABLE item;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _schemac_new_item RENAME TO item;
PRAGMA legacy_alter_table = OFF;
