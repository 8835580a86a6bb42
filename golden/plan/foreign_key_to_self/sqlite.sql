CREATE TABLE _schemac_new_item (
  id INTEGER NOT NULL,
  name VARCHAR(40),
  parent_id INTEGER,
  CONSTRAINT item_pkey PRIMARY KEY (id),
  CONSTRAINT item_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES item (id) ON DELETE CASCADE
);

INSERT INTO _schemac_new_item (id, name)
SELECT id, name FROM item;

DROP TABLE item;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _schemac_new_item RENAME TO item;
PRAGMA legacy_alter_table = OFF;
