-- Keys and indexes of a partition's own stand beside those that the whole has given it, however alike they are.
CREATE TABLE whole (a integer NOT NULL, b text NOT NULL, UNIQUE (a, b)) PARTITION BY LIST (a);
CREATE INDEX whole_b ON whole (b);
CREATE TABLE joins (a integer NOT NULL, b text NOT NULL);
CREATE TABLE stays PARTITION OF whole FOR VALUES IN (7);
CREATE INDEX stays_a_own ON stays (a);
CREATE INDEX joins_b_own ON joins (b);
-- after
CREATE TABLE whole (a integer NOT NULL, b text NOT NULL, UNIQUE (a, b)) PARTITION BY LIST (a);
CREATE INDEX whole_b ON whole (b);
CREATE TABLE one PARTITION OF whole (PRIMARY KEY (a, b)) FOR VALUES IN (1);
CREATE INDEX one_b_own ON one (b);
CREATE TABLE joins (a integer NOT NULL, b text NOT NULL);
ALTER TABLE whole ATTACH PARTITION joins FOR VALUES IN (2);
CREATE INDEX joins_b_own ON joins (b);
ALTER TABLE joins ADD CONSTRAINT joins_own UNIQUE (a, b);
CREATE TABLE both_ways (b text NOT NULL, a integer NOT NULL);
CREATE INDEX both_ways_taken ON both_ways (b);
ALTER TABLE whole ATTACH PARTITION both_ways FOR VALUES IN (3);
CREATE INDEX both_ways_own ON both_ways (b);
CREATE INDEX whole_a ON whole (a);
CREATE INDEX one_a_own ON one (a);
CREATE TABLE stays PARTITION OF whole FOR VALUES IN (7);
CREATE INDEX stays_a_own ON stays (a);
