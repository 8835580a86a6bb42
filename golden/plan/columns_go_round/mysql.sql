ALTER TABLE item
  DROP CHECK in_order,
  RENAME COLUMN first TO second,
  RENAME COLUMN third TO first,
  RENAME COLUMN second TO third,
  ADD CONSTRAINT in_order CHECK (`second` < `third`);
