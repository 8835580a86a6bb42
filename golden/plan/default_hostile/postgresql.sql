ALTER TABLE item ALTER COLUMN name TYPE character varying(90);
ALTER TABLE item ALTER COLUMN name SET DEFAULT 'a''; DROP TABLE item; -- \ "x" %s :y ünï'::character varying;
