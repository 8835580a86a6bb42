ALTER TABLE item
  MODIFY COLUMN name varchar(40),
  MODIFY COLUMN size int;
