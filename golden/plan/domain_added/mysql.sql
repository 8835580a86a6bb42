ALTER TABLE item
  ADD COLUMN price decimal(12,2),
  ADD CONSTRAINT item_price_check CHECK (price >= 0);
