ALTER TABLE item ADD KEY item_idx (name);
