ALTER TABLE item
  MODIFY COLUMN name varchar(20),
  MODIFY COLUMN size int;
