CREATE TABLE _schemac_new_item (
  id INTEGER NOT NULL,
  name VARCHAR(40),
  mood TEXT NOT NULL DEFAULT 'ok',
  CONSTRAINT item_pkey PRIMARY KEY (id),
  CONSTRAINT item_mood_check CHECK (mood IN ('sad', 'ok'))
);

INSERT INTO _schemac_new_item (id, name, mood)
SELECT id, name, mood FROM item;

DROP TABLE item;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _schemac_new_item RENAME TO item;
PRAGMA legacy_alter_table = OFF;
