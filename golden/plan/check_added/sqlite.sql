CREATE TABLE _schemac_new_item (
  id INTEGER NOT NULL,
  name VARCHAR(40),
  size INTEGER,
  CONSTRAINT item_pkey PRIMARY KEY (id),
  CONSTRAINT item_size_positive CHECK (size > 0 and size < 1000)
);

INSERT INTO _schemac_new_item (id, name, size)
SELECT id, name, size FROM item;

DROP TABLE item;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _schemac_new_item RENAME TO item;
PRAGMA legacy_alter_table = OFF;
