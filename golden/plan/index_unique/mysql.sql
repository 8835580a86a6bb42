ALTER TABLE item ADD UNIQUE KEY item_idx (name);
