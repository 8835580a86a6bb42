ALTER TABLE item
  MODIFY COLUMN id int NOT NULL COMMENT 'two\nlines',
  COMMENT='It''s a ''thing''; -- \\ "x"';
