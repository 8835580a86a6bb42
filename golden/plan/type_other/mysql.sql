ALTER TABLE item
  MODIFY COLUMN size varchar(20),
  MODIFY COLUMN day datetime(6);
