-- A key of a partition's own stands behind a unique index of the whole.
CREATE TABLE whole (a integer, b text) PARTITION BY LIST (a);
CREATE UNIQUE INDEX whole_unique ON whole (a, b);
CREATE TABLE one PARTITION OF whole FOR VALUES IN (1);
-- after
CREATE TABLE whole (a integer, b text) PARTITION BY LIST (a);
CREATE TABLE one PARTITION OF whole FOR VALUES IN (1);
CREATE TABLE two PARTITION OF whole (UNIQUE (a, b)) FOR VALUES IN (2);
ALTER TABLE one ADD CONSTRAINT one_own UNIQUE (a, b);
CREATE UNIQUE INDEX whole_unique ON whole (a, b);
