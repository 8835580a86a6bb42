CREATE TABLE _schemac_new_node (
  id INTEGER NOT NULL CONSTRAINT node_pkey PRIMARY KEY AUTOINCREMENT,
  parent_id INTEGER,
  name VARCHAR(80) NOT NULL,
  size INTEGER NOT NULL DEFAULT 4,
  CONSTRAINT node_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES node (id) ON DELETE SET NULL,
  CONSTRAINT node_name_key UNIQUE (name),
  CONSTRAINT node_size_check CHECK (size > 0)
);

INSERT INTO _schemac_new_node (id, parent_id, name, size)
SELECT id, parent_id, name, size FROM node;

DELETE FROM sqlite_sequence WHERE name = '_schemac_new_node';
INSERT INTO sqlite_sequence (name, seq) SELECT '_schemac_new_node', seq FROM sqlite_sequence WHERE name = 'node';
DROP TABLE node;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _schemac_new_node RENAME TO node;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX node_size_idx ON node (size);
