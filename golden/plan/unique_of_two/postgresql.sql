ALTER TABLE item ADD CONSTRAINT item_name_size UNIQUE (name, size);
