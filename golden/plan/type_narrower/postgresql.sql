ALTER TABLE item ALTER COLUMN name TYPE character varying(20);
ALTER TABLE item ALTER COLUMN size TYPE integer;
