ALTER TABLE item ALTER COLUMN name TYPE character varying(90);
ALTER TABLE item ALTER COLUMN size TYPE bigint;
ALTER TABLE item ALTER COLUMN price TYPE numeric(12,2);
