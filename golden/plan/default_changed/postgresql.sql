ALTER TABLE item ALTER COLUMN name SET DEFAULT 'it''s'::character varying;
ALTER TABLE item ALTER COLUMN size SET DEFAULT '-7'::integer;
