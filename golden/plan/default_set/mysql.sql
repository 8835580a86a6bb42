ALTER TABLE item
  MODIFY COLUMN name varchar(40) DEFAULT 'nobody',
  MODIFY COLUMN size int DEFAULT 4;
