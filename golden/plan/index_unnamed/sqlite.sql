CREATE INDEX item_size_name_idx ON item (size, name);
