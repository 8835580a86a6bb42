ALTER TABLE item ALTER COLUMN size TYPE character varying(20);
ALTER TABLE item ALTER COLUMN day TYPE timestamp without time zone;
