ALTER TABLE item
  MODIFY COLUMN name varchar(90),
  MODIFY COLUMN size bigint,
  MODIFY COLUMN price decimal(12,2);
