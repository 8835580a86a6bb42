ALTER TABLE item ADD COLUMN size int;
