ALTER TABLE item
  MODIFY COLUMN name varchar(40) DEFAULT 'nobody',
  MODIFY COLUMN size int(11) DEFAULT 4;
