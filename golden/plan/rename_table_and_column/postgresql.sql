ALTER TABLE item RENAME TO thing;
ALTER TABLE thing RENAME COLUMN name TO title;
ALTER TABLE thing ALTER COLUMN title TYPE character varying(60);
