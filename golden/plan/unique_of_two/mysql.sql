ALTER TABLE item ADD UNIQUE KEY item_name_size (name, size);
