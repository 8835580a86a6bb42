ALTER TABLE item DROP CONSTRAINT item_size_positive;
ALTER TABLE item ADD CONSTRAINT item_size_positive CHECK (size >= 0);
