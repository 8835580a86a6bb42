ALTER TABLE item ADD COLUMN size integer DEFAULT 5 NOT NULL;
ALTER TABLE item ADD COLUMN kind character varying(10) DEFAULT 'plain'::character varying NOT NULL;
