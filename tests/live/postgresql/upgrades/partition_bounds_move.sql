-- Bounds of partitions change places while the whole gets a column; keys of partitions are called as the server calls them.
-- never: RENAME
CREATE TABLE e (id integer, day date, v integer DEFAULT 1, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE INDEX e_v ON e (v);
CREATE TABLE e_1 PARTITION OF e FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE e_2 PARTITION OF e FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
-- after
CREATE TABLE e (id integer, day date, v integer DEFAULT 1, note text, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE INDEX e_v ON e (v);
CREATE TABLE e_1 PARTITION OF e FOR VALUES FROM ('2026-06-01') TO ('2027-06-01');
CREATE TABLE e_2 PARTITION OF e FOR VALUES FROM ('2025-01-01') TO ('2026-06-01');
