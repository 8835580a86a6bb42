ALTER TABLE item
  DROP INDEX item_idx,
  ADD KEY item_idx (size, name DESC);
