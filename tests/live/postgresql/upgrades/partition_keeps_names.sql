-- Indexes and keys of partitions keep names that nobody would give them, and change with what they were made for.
CREATE TABLE ledger (a integer NOT NULL, b text, c integer, CONSTRAINT ledger_key UNIQUE (a, b)) PARTITION BY LIST (a);
CREATE INDEX ledger_c_idx ON ledger (c);
CREATE TABLE ledger_one PARTITION OF ledger FOR VALUES IN (1);
CREATE TABLE ledger_two PARTITION OF ledger FOR VALUES IN (2);
ALTER INDEX ledger_two_c_idx RENAME TO two_by_c;
-- after
CREATE TABLE ledger (a integer NOT NULL, b text, c integer, CONSTRAINT ledger_key UNIQUE (a, b)) PARTITION BY LIST (a);
CREATE INDEX ledger_c_idx ON ledger (c);
CREATE INDEX ledger_lower_idx ON ledger (lower(b), c);
CREATE TABLE ledger_one PARTITION OF ledger FOR VALUES IN (1);
ALTER INDEX ledger_one_c_idx RENAME TO one_by_c;
ALTER INDEX ledger_one_lower_c_idx RENAME TO one_by_lower;
ALTER TABLE ledger_one RENAME CONSTRAINT ledger_one_a_b_key TO one_key;
CREATE TABLE ledger_two PARTITION OF ledger FOR VALUES IN (2);
CREATE TABLE ledger_new (b text, a integer NOT NULL, c integer);
CREATE INDEX new_by_c ON ledger_new (c);
ALTER TABLE ledger_new ADD CONSTRAINT new_key UNIQUE (a, b);
ALTER TABLE ledger ATTACH PARTITION ledger_new FOR VALUES IN (3);
