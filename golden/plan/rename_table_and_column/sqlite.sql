ALTER TABLE item RENAME TO thing;
ALTER TABLE thing RENAME COLUMN name TO title;

CREATE TABLE _schemac_new_thing (
  id INTEGER NOT NULL,
  title VARCHAR(60),
  CONSTRAINT thing_pkey PRIMARY KEY (id)
);

INSERT INTO _schemac_new_thing (id, title)
SELECT id, title FROM thing;

DROP TABLE thing;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _schemac_new_thing RENAME TO thing;
PRAGMA legacy_alter_table = OFF;
