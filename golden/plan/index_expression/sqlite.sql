CREATE INDEX item_idx ON item (lower(name));
