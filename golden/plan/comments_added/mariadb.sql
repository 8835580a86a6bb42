ALTER TABLE item
  MODIFY COLUMN id int(11) NOT NULL COMMENT 'Its number',
  COMMENT='A thing';
