ALTER TABLE item ADD CONSTRAINT item_size_positive CHECK (size > 0 and size < 1000);
