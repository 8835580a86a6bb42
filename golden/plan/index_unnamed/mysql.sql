ALTER TABLE item ADD KEY item_size_name_idx (size, name);
