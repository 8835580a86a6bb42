ALTER TABLE item ADD COLUMN size int(11);
