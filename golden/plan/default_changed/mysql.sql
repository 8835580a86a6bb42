ALTER TABLE item
  MODIFY COLUMN name varchar(40) DEFAULT 'it''s',
  MODIFY COLUMN size int DEFAULT -7;
