ALTER TABLE item
  DROP CONSTRAINT item_price_check,
  ADD CONSTRAINT item_price_check CHECK (price > -5);
