ALTER TABLE item
  DROP CHECK item_size_positive,
  ADD CONSTRAINT item_size_positive CHECK (size >= 0);
