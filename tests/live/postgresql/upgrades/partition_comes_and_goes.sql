-- A table becomes a partition with the check, the key and the index that this takes; another one leaves and keeps what it likes.
CREATE TABLE part (a integer, b integer CONSTRAINT low CHECK (b < 10), c text, UNIQUE (a)) PARTITION BY RANGE (a);
CREATE INDEX part_b_idx ON part (b);
CREATE TABLE leaving PARTITION OF part FOR VALUES FROM (0) TO (10);
CREATE TABLE coming (a integer, b integer, c text);
CREATE INDEX coming_b_own ON coming (b);
-- after
CREATE TABLE part (a integer, b integer CONSTRAINT low CHECK (b < 10), c text, UNIQUE (a)) PARTITION BY RANGE (a);
CREATE INDEX part_b_idx ON part (b);
CREATE TABLE leaving (a integer, b integer, c text);
CREATE INDEX leaving_b_idx ON leaving (b);
CREATE TABLE coming (a integer, b integer, c text);
CREATE INDEX coming_b_own ON coming (b);
ALTER TABLE coming ADD CONSTRAINT low CHECK (b < 10);
ALTER TABLE part ATTACH PARTITION coming FOR VALUES FROM (10) TO (20);
