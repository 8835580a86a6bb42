ALTER TABLE item
  DROP CHECK item_price_check,
  ADD CONSTRAINT item_price_check CHECK (price > -5);
