ALTER TABLE item
  ADD COLUMN state varchar(10) NOT NULL DEFAULT 'new',
  ADD CONSTRAINT item_state CHECK (state IN ('new', 'it''s', 'done') OR name IS NULL);
