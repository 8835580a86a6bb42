ALTER TABLE item ADD COLUMN state character varying(10) DEFAULT 'new'::character varying NOT NULL;
ALTER TABLE item ADD CONSTRAINT item_state CHECK (state in ('new', 'it''s', 'done') or name is null);
