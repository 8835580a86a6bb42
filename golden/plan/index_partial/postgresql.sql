CREATE INDEX item_idx ON item (name) WHERE size > 0 and name is not null;
