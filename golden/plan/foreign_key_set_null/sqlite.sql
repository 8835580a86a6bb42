CREATE TABLE _schemac_new_member (
  id INTEGER NOT NULL,
  team_id INTEGER,
  CONSTRAINT member_pkey PRIMARY KEY (id),
  CONSTRAINT member_team FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE SET NULL ON UPDATE CASCADE
);

INSERT INTO _schemac_new_member (id, team_id)
SELECT id, team_id FROM member;

DROP TABLE member;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _schemac_new_member RENAME TO member;
PRAGMA legacy_alter_table = OFF;
