ALTER TABLE item ALTER COLUMN name SET DEFAULT 'nobody'::character varying;
ALTER TABLE item ALTER COLUMN size SET DEFAULT 4;
