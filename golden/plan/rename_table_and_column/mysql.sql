RENAME TABLE item TO thing;
ALTER TABLE thing RENAME COLUMN name TO title;
ALTER TABLE thing MODIFY COLUMN title varchar(60);
