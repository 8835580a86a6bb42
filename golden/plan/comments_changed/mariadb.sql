ALTER TABLE item
  MODIFY COLUMN id int(11) NOT NULL COMMENT 'two\nlines',
  COMMENT='It''s a ''thing''; -- \\ "x"';
