ALTER TABLE item DROP CONSTRAINT item_size_positive;
