ALTER TABLE item
  MODIFY COLUMN id int NOT NULL COMMENT 'Its number',
  COMMENT='A thing';
