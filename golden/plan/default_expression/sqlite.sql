CREATE TABLE _schemac_new_item (
  id INTEGER NOT NULL,
  name VARCHAR(40),
  day TEXT DEFAULT CURRENT_DATE,
  at TEXT DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT item_pkey PRIMARY KEY (id)
);

INSERT INTO _schemac_new_item (id, name, day, at)
SELECT id, name, day, at FROM item;

DROP TABLE item;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _schemac_new_item RENAME TO item;
PRAGMA legacy_alter_table = OFF;
