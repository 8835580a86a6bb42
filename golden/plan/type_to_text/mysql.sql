ALTER TABLE item MODIFY COLUMN name longtext;
