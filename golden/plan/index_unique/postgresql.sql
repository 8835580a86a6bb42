CREATE UNIQUE INDEX item_idx ON item (name);
