ALTER TABLE yesterday RENAME TO "before";
ALTER TABLE today RENAME TO yesterday;

CREATE TABLE today (
  id INTEGER NOT NULL,
  remark TEXT,
  CONSTRAINT today_pkey1 PRIMARY KEY (id)
);

CREATE TABLE _schemac_new_yesterday (
  id INTEGER NOT NULL,
  note VARCHAR(60),
  CONSTRAINT yesterday_pkey PRIMARY KEY (id)
);

INSERT INTO _schemac_new_yesterday (id, note)
SELECT id, note FROM yesterday;

DROP TABLE yesterday;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _schemac_new_yesterday RENAME TO yesterday;
PRAGMA legacy_alter_table = OFF;
